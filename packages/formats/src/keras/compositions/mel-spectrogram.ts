import type { ValueId } from '@tinyml/core';
import type { LayerCall, LayerKind, LayerOptions } from '../layer.ts';
import { melWeights } from '../mel-scale.ts';
import type { KerasEntry } from '../slot.ts';

/** A periodic window in the middle of a transform of `length` samples. */
const windowOf = (options: LayerOptions, length: number): readonly number[] => {
  const size = options.number('sequence_length', length);
  const name = options.config['window'] === null ? 'none' : options.word('window', 'hann');
  const share = new Map([['hann', 0.5], ['hamming', 0.54], ['none', 1]]).get(name); // prettier-ignore
  if (share === undefined) throw options.problem(`window ${name} is not supported`, 'use hann or hamming');
  const before = Math.floor((length - size) / 2);
  return Array.from({ length }, (_, i) => {
    const place = i - before;
    if (name === 'none') return 1;
    return place < 0 || place >= size ? 0 : share - (1 - share) * Math.cos((2 * Math.PI * place) / size);
  });
};

/** Frames [n, frames, length] of [n, samples], which the signal's ends are mirrored at. */
const framesOf = (call: LayerCall, x: ValueId, length: number, step: number): ValueId => {
  const [n = 1, samples = 1] = call.typeOf(x).shape;
  const half = Math.floor(length / 2);
  if (half >= samples) throw call.options.problem(`${String(samples)} samples are fewer than half a frame`);
  const count = Math.floor((samples + 2 * half - length) / step) + 1;
  const indices = Array.from({ length: count * length }, (_, i) => {
    const place = Math.abs(Math.floor(i / length) * step + (i % length) - half);
    return place < samples ? place : 2 * samples - 2 - place;
  });
  const rows = call.emit(
    'gather',
    { axis: 1, batchDims: 0 },
    [x, call.ints('places', [count * length], indices)],
    'frames',
  );
  return call.view(rows, [n, count, length], 'framed');
};

const decibels = 10 / Math.LN10;

/** Decibels above a reference, at most so many below the greatest. */
const inDecibels = (call: LayerCall, x: ValueId): ValueId => {
  const { options } = call;
  const { mul, of, reduce, sub } = call.formula;
  const floor = options.number('min_power', 1e-10);
  const reference = decibels * Math.log(Math.max(Math.abs(options.number('ref_power', 1)), floor));
  const levels = sub(mul(of('log', of('maximum', x, floor)), decibels), reference);
  const axes = call.typeOf(x).shape.map((_, axis) => axis);
  return of('maximum', levels, sub(reduce('reduce_max', levels, axes), options.number('top_db', 80)));
};

/** [n, samples] as [n, bands, frames]. */
const melSpectrogram: LayerKind = {
  check: (options) => [options.whole('fft_length', 2048), options.whole('sequence_stride', 512), options.whole('num_mel_bins', 128)], // prettier-ignore
  build: (call) => {
    const { options } = call;
    const { mul, of, reduce } = call.formula;
    const x = call.input();
    if (call.typeOf(x).shape.length !== 2) throw options.problem('its input does not have 2 dimensions');
    const length = options.whole('fft_length', 2048);
    const frames = framesOf(call, x, length, options.whole('sequence_stride', 512));
    const windowed = mul(frames, call.floats('window', [length], windowOf(options, length)));
    const spectrum = call.emit('signal_rfft', { fftLength: length }, [windowed], 'spectrum');
    const [n = 1, count = 1] = call.typeOf(frames).shape;
    const frequencies = length / 2 + 1;
    const apart = call.view(spectrum, [n, count, frequencies, 2], 'parts');
    const power = reduce('sum', mul(apart, apart), [3], false);
    const exponent = options.number('mag_exp', 2);
    const scaled = exponent === 2 ? power : exponent === 1 ? of('sqrt', power) : of('pow', power, exponent / 2);
    const bands = options.whole('num_mel_bins', 128);
    const rate = options.number('sampling_rate', 16_000);
    const range = { lowest: options.number('min_freq', 20), highest: options.number('max_freq', rate / 2) };
    const weights = call.floats('bands', [bands, frequencies], melWeights({ bands, frequencies, rate, ...range }));
    const summed = call.emit(
      'fully_connected',
      { activation: 'none', keepNumDims: true },
      [scaled, weights, null],
      'bands',
    );
    const result = options.config['power_to_db'] === false ? summed : inDecibels(call, summed);
    return call.permute(result, [0, 2, 1], 'bands_first');
  },
};

export const melSpectrograms: KerasEntry = { layers: { MelSpectrogram: melSpectrogram } };
