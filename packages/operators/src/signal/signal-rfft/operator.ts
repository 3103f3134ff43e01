import { allocate, defineOperator, elementCount, none, OperatorError, required, type OptionsOf } from '@tinyml/core';
import { fourierAttributes, fourierMacs, spectrumSize } from '../fourier-length.ts';
import { fourierNumbers } from '../fourier-numbers.ts';
import { realToSpectrum } from '../fourier-transform.ts';
import { signalsIn, signalTypesProblem } from '../signal-types.ts';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';

declare module '@tinyml/core' {
  interface Ops {
    readonly signal_rfft: OptionsOf<typeof fourierAttributes>;
  }
}

/**
 * The Fourier transform of real frames, which zeros make as long as the transform.
 * x [..., n] → [..., fftLength + 2], real and imaginary parts in turn; int16, int32 (1/fftLength of the transform) or
 * float32. TensorFlow Lite Micro's SignalRfft.
 */
export const signalRfft = defineOperator({
  name: 'signal_rfft',
  version: 1,
  summary: 'the Fourier transform of real frames',
  slots: {
    gradient: none('nothing is trained through it yet'),
    keras: none('Keras computes spectra with tensors of complex numbers'),
    kernels,
    tflite,
    micro: 'AddRfft',
  },
  attributes: fourierAttributes,
  arity: { inputs: [1, 1], outputs: [1, 1] },
  infer({ attrs: { fftLength }, inputs: [x] }) {
    const { dtype, shape } = required(x).type;
    const size = shape.at(-1);
    if (size === undefined || size > fftLength)
      throw new OperatorError(`frames of ${String(size ?? 0)} samples for a transform of ${String(fftLength)}`);
    return [{ dtype, shape: shape.with(-1, spectrumSize(fftLength)) }];
  },
  check({ inputs: [x], outputs: [y] }) {
    const dtype = x?.dtype === 'int32' || x?.dtype === 'float32' ? x.dtype : 'int16';
    return signalTypesProblem([x], [y], [dtype], [dtype]);
  },
  run({ attrs: { fftLength }, inputs: [x] }) {
    const { data, type } = required(x);
    const size = type.shape.at(-1) as number;
    const result = allocate(type.dtype, signalsIn(type) * (fftLength + 2)) as Int16Array;
    for (let frame = 0; frame < signalsIn(type); frame++) {
      const signal = new Float64Array(fftLength);
      signal.set((data as Int16Array).subarray(frame * size, (frame + 1) * size));
      result.set(realToSpectrum(signal, fourierNumbers(type.dtype)), frame * (fftLength + 2));
    }
    return [result];
  },
  macs: ({ attrs: { fftLength }, outputs: [y] }) =>
    (elementCount(y?.shape ?? []) / (fftLength + 2)) * fourierMacs(fftLength),
});
