import { describe, expect, test } from '@jest/globals';
import { isTinymlError } from '@tinyml/core';
import fc from 'fast-check';
import { logMel, melWeights, mfcc } from '../src/data/sound/mel.ts';
import { soundPreparation } from '../src/data/sound/prepare-sound.ts';
import { resampleSound } from '../src/data/sound/resample-sound.ts';
import { magnitudes } from '../src/data/sound/spectrum.ts';
import { readWav } from '../src/data/sound/wav.ts';
import { wav } from './wav-file.ts';

const tone = (frequency: number, rate: number, seconds: number): Float32Array =>
  Float32Array.from(
    { length: Math.round(rate * seconds) },
    (_, i) => 0.5 * Math.sin((2 * Math.PI * frequency * i) / rate),
  );

const codeOf = (bytes: Uint8Array): string => {
  try {
    readWav('clip.wav', bytes);
  } catch (error) {
    if (isTinymlError(error)) return error.diagnostics[0]?.code ?? '';
    throw error;
  }
  return 'accepted';
};

describe('WAV files', () => {
  test.each([
    [8, 'pcm', 1 / 128],
    [16, 'pcm', 1 / 32768],
    [24, 'pcm', 1 / 8388608],
    [32, 'pcm', 1e-7],
    [32, 'float', 1e-7],
    [64, 'float', 1e-7],
  ] as const)('%d bits, %s', (bits, kind, tolerance) => {
    const samples = [0, 0.5, -0.5, 0.25, -1, 0.999];
    for (const extensible of [false, true]) {
      const sound = readWav('clip.wav', wav(samples, { bits, kind, rate: 8000, extensible }));
      expect(sound.rate).toBe(8000);
      expect(sound.samples).toHaveLength(6);
      sound.samples.forEach((value, i) => {
        expect(Math.abs(value - (samples[i] ?? 0))).toBeLessThanOrEqual(tolerance);
      });
    }
  });

  test('several channels become their mean; other chunks are stepped over', () => {
    const { samples } = readWav('clip.wav', wav([0.5, -0.5, 0.25, 0.75], { channels: 2, before: 'LIST' }));
    expect([...samples]).toEqual([0, 0.5]);
  });

  test('what is damaged or in another form is one clear error', () => {
    const good = Buffer.from(wav([0, 0.5, 0.25, 0]));
    expect(codeOf(good.subarray(0, 46))).toBe('TML801');
    expect(codeOf(good.subarray(0, 30))).toBe('TML801');
    expect(codeOf(Buffer.from('OggS and more'))).toBe('TML801');
    const adpcm = Buffer.from(good);
    adpcm.writeUInt16LE(2, 20);
    expect(codeOf(adpcm)).toBe('TML803');
    const silent = Buffer.from(good);
    silent.writeUInt16LE(0, 22);
    expect(codeOf(silent)).toBe('TML801');
    const endless = Buffer.from(good);
    endless.writeUInt32LE(0xffffffff, 40);
    expect(codeOf(endless)).toBe('TML801');
  });

  test('no bytes make anything but a sound or a known error', () => {
    const good = wav([0, 0.5, 0.25, 0], { before: 'LIST' });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 3 }), fc.nat(), (changes, cut) => {
        const bytes = good.slice();
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        const part = cut % 4 === 0 ? bytes.subarray(0, cut % bytes.length) : bytes;
        expect(['accepted', 'TML801', 'TML803', 'TML810']).toContain(codeOf(part));
      }),
      { numRuns: 500, seed: 1 },
    );
  });
});

describe('resampling', () => {
  test.each([
    [44_100, 16_000],
    [8000, 16_000],
    [48_000, 16_000],
  ])('a tone of 440 Hz from %d to %d Hz stays that tone', (from, to) => {
    const { samples } = resampleSound({ rate: from, samples: tone(440, from, 0.1) }, to);
    const wanted = tone(440, to, 0.1);
    expect(samples).toHaveLength(wanted.length);
    for (let i = 100; i < wanted.length - 100; i++)
      expect(Math.abs((samples[i] ?? 0) - (wanted[i] ?? 0))).toBeLessThan(5e-3);
  });

  test('what the lower rate cannot hold goes, instead of coming back as another tone', () => {
    const { samples } = resampleSound({ rate: 48_000, samples: tone(12_000, 48_000, 0.1) }, 16_000);
    for (let i = 100; i < samples.length - 100; i++) expect(Math.abs(samples[i] ?? 0)).toBeLessThan(5e-3);
  });
});

describe('features', () => {
  test('the spectrum is the Fourier sum under a periodic Hann window', () => {
    const frame = Float32Array.from({ length: 12 }, (_, i) => Math.sin(i * i));
    const found = magnitudes(frame);
    expect(found).toHaveLength(9);
    found.forEach((value, k) => {
      let [real, imaginary] = [0, 0];
      frame.forEach((sample, i) => {
        const weighted = sample * Math.sin((Math.PI * i) / 12) ** 2;
        real += weighted * Math.cos((2 * Math.PI * k * i) / 16);
        imaginary -= weighted * Math.sin((2 * Math.PI * k * i) / 16);
      });
      expect(value).toBeCloseTo(Math.hypot(real, imaginary), 6);
    });
  });

  const options = { rate: 16_000, window: 0.03, stride: 0.02, bins: 40, low: 20, high: 4000 };

  test('a tone is loudest in the mel bin that its frequency lies in', () => {
    const weights = melWeights(options);
    const mel = logMel(tone(1000, 16_000, 1), 49, weights, options);
    expect(mel).toHaveLength(49 * 40);
    const frame = mel.subarray(10 * 40, 11 * 40);
    const loudest = frame.indexOf(Math.max(...frame));
    // Centres are equally far apart in mel, 1127 · ln(1 + f / 700), from 20 to 4000 Hz.
    const toMel = (f: number): number => 1127 * Math.log(1 + f / 700);
    const wanted = ((toMel(1000) - toMel(20)) / (toMel(4000) - toMel(20))) * 41 - 1;
    expect(Math.abs(loudest - wanted)).toBeLessThan(1);
  });

  test('cepstral coefficients: silence has only the first', () => {
    const mel = logMel(new Float32Array(16_000), 2, melWeights(options), options);
    for (const value of mel) expect(value).toBeCloseTo(Math.log(1e-6), 5);
    const coefficients = mfcc(mel, 2, 10, 40);
    expect(coefficients[0]).toBeCloseTo(40 * Math.log(1e-6) * Math.sqrt(2 / 40), 3);
    for (let c = 1; c < 10; c++) expect(coefficients[c]).toBeCloseTo(0, 4);
  });

  test('sounds are cut or filled to what the input takes', () => {
    const sound = { rate: 16_000, samples: Float32Array.of(1, 2, 3, 4) };
    const waveform = (length: number, crop?: 'center'): number[] => [
      ...soundPreparation('clips', [1, length], crop === undefined ? {} : { crop })(sound),
    ];
    expect(waveform(2)).toEqual([1, 2]);
    expect(waveform(2, 'center')).toEqual([2, 3]);
    expect(waveform(6)).toEqual([1, 2, 3, 4, 0, 0]);
    expect(waveform(6, 'center')).toEqual([0, 1, 2, 3, 4, 0]);
    expect(soundPreparation('clips', [1, 49, 10, 1], { features: { kind: 'mfcc' } })(sound)).toHaveLength(490);
  });

  test.each([
    [[1, 490], { features: { kind: 'mfcc' } }, 'TML819'],
    [[1, 49, 10], { features: { kind: 'mfcc', low: 5000 } }, 'TML809'],
    [[1, 49, 10], { features: { kind: 'log-mel', high: 9000 } }, 'TML809'],
    [[1, 49, 10], { features: { kind: 'mfcc', bins: 5 } }, 'TML809'],
    [[1, 49, 10], { features: { kind: 'log-mel', stride: 0 } }, 'TML809'],
  ] as const)('%j with %j: %s', (shape, preparation, code) => {
    expect(() => soundPreparation('clips', shape, preparation)).toThrow(code);
  });
});
