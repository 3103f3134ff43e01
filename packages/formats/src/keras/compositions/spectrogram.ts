import type { ValueId } from '@tinyml/core';
import type { LayerCall, LayerKind } from '../layer.ts';
import type { KerasEntry } from '../slot.ts';

const least = 1e-7;

/** Real or imaginary parts [channels of all samples, 1, frames, frequencies], by the stored kernel [frame, 1, frequencies]. */
const parts = (call: LayerCall, signals: ValueId, role: string): ValueId => {
  const { shape, values } = call.weight(role);
  const [length = 1, , frequencies = 1] = shape;
  const kernel = call.place(role, { shape: [1, length, 1, frequencies], values }, [3, 0, 1, 2]);
  const step = call.options.whole('frame_step', length);
  const window = {
    padding: call.options.padding(),
    strides: [1, step],
    dilations: [1, 1],
    activation: 'none',
  } as const;
  return call.emit('conv_2d', window, [signals, kernel, null], role);
};

const spectrum = (call: LayerCall, signals: ValueId): ValueId => {
  const { add, concatenate, mul, of, pad, part } = call.formula;
  const mode = call.options.word('mode', 'log');
  const real = (): ValueId => parts(call, signals, 'real_kernel');
  const imaginary = (): ValueId => parts(call, signals, 'imag_kernel');
  if (mode === 'real') return real();
  if (mode === 'imag') return imaginary();
  const [x, y] = [real(), imaginary()];
  if (mode === 'angle') return of('atan2', y, x);
  if (mode === 'stft') return concatenate([x, y], 3);
  const power = add(mul(x, x), mul(y, y));
  if (mode === 'psd') {
    const count = call.typeOf(power).shape[3] ?? 1;
    // All frequencies but the first and the last stand for two.
    return add(power, pad(part(power, 3, 1, count - 2), [[0, 0], [0, 0], [0, 0], [1, 1]])); // prettier-ignore
  }
  const magnitude = of('sqrt', of('maximum', power, least));
  if (mode === 'magnitude') return magnitude;
  if (mode !== 'log') throw call.options.problem(`mode ${mode} is not supported`);
  return of('log', of('maximum', magnitude, least));
};

/** A layer of two convolutions of each channel of [n, samples, channels]: [n, frames, channels · frequencies], or the channels last. */
const stftSpectrogram: LayerKind = {
  variables: (options) => {
    const mode = options.word('mode', 'log');
    return { trainable: [...(mode === 'imag' ? [] : ['real_kernel']), ...(mode === 'real' ? [] : ['imag_kernel'])], fixed: [] }; // prettier-ignore
  },
  build: (call) => {
    const x = call.input();
    const { shape } = call.typeOf(x);
    const [n = 1, samples = 1, channels = 1] = shape;
    if (shape.length !== 3) throw call.options.problem('its input does not have 3 dimensions');
    const signals = call.view(call.permute(x, [0, 2, 1], 'signals'), [n * channels, 1, samples, 1], 'rows');
    const result = spectrum(call, signals);
    const [, , frames = 1, frequencies = 1] = call.typeOf(result).shape;
    const apart = call.view(result, [n, channels, frames, frequencies], 'channels');
    if (call.options.config['expand_dims'] === true) return call.permute(apart, [0, 2, 3, 1], 'channels_last');
    return call.view(call.permute(apart, [0, 2, 1, 3], 'frames'), [n, frames, channels * frequencies], 'joined');
  },
};

export const spectrogram: KerasEntry = { layers: { STFTSpectrogram: stftSpectrogram } };
