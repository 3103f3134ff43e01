import { elementCount, TinymlError, type SoundPreparation } from '@tinyml/core';
import { mediaShape, unusableDataSource } from '../../diagnostics/data.ts';
import { logMel, melWeights, mfcc, samplesOfFrames, type MelOptions } from './mel.ts';
import { resampleSound } from './resample-sound.ts';
import type { Sound } from './wav.ts';

const defaultRate = 16_000;

/** Exactly `length` samples: cut, or filled with zeros; `center`: on both sides alike, else at the end. */
const fitted = (samples: Float32Array, length: number, crop: SoundPreparation['crop']): Float32Array => {
  const spare = samples.length - length;
  const before = crop === 'center' ? Math.trunc(spare / 2) : 0;
  const result = new Float32Array(length);
  result.set(samples.subarray(Math.max(0, before), Math.max(0, before) + length), Math.max(0, -before));
  return result;
};

/**
 * How a sound becomes a model's input of `shape` (the batch included). waveform: as many samples as the input has.
 * log-mel and mfcc: frames × bins or coefficients, which are the input's two sizes that are not 1.
 * @throws TinymlError TML809, TML819 where the parameters or the shape do not suit
 */
export const soundPreparation = (
  path: string,
  shape: readonly number[],
  { features = { kind: 'waveform' }, sampleRate: rate = defaultRate, crop }: SoundPreparation,
): ((sound: Sound) => Float32Array) => {
  if (features.kind === 'waveform') {
    const length = elementCount(shape);
    return (sound) => fitted(resampleSound(sound, rate).samples, length, crop);
  }
  const [frames, width, ...others] = shape.slice(1).filter((size) => size !== 1);
  if (frames === undefined || width === undefined || others.length > 0)
    throw new TinymlError(mediaShape(path, `${features.kind} gives frames × ${features.kind === 'mfcc' ? 'coefficients' : 'bins'}`, shape)); // prettier-ignore
  const { window = 0.03, stride = 0.02, low = 20, high = Math.min(4000, rate / 2) } = features;
  const bins = features.kind === 'mfcc' ? (features.bins ?? Math.max(40, width)) : width;
  const options: MelOptions = { rate, window, stride, bins, low, high };
  if (high > rate / 2 || low >= high)
    throw new TinymlError(
      unusableDataSource(
        `frequencies from ${String(low)} to ${String(high)} Hz at a sample rate of ${String(rate)} Hz`,
        'low lies under high, and high at most at half the sample rate',
      ),
    );
  if (bins < width || Math.round(stride * rate) < 1 || Math.round(window * rate) < 2 || window > 10)
    throw new TinymlError(
      unusableDataSource(
        bins < width ? `${String(width)} coefficients of ${String(bins)} bins` : 'a window or stride without samples',
        'bins are at least as many as coefficients, and a window has at least two samples',
      ),
    );
  const length = samplesOfFrames(frames, options);
  const weights = melWeights(options);
  return (sound) => {
    const samples = fitted(resampleSound(sound, rate).samples, length, crop);
    const mel = logMel(samples, frames, weights, options);
    return features.kind === 'mfcc' ? mfcc(mel, frames, width, bins) : mel;
  };
};
