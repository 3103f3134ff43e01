import { allocate, defineOperator, elementCount, none, OperatorError, required, type OptionsOf } from '@tinyml/core';
import { fourierAttributes, fourierMacs, spectrumSize } from '../fourier-length.ts';
import { fourierNumbers } from '../fourier-numbers.ts';
import { spectrumToReal } from '../fourier-transform.ts';
import { signalsIn, signalTypesProblem } from '../signal-types.ts';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';

declare module '@tinyml/core' {
  interface Ops {
    readonly signal_irfft: OptionsOf<typeof fourierAttributes>;
  }
}

/**
 * The real frames that spectra are of: the inverse of signal_rfft, 1/fftLength of the sum in every type.
 * x [..., fftLength + 2], real and imaginary parts in turn → [..., fftLength]; int16, int32 or float32. TensorFlow Lite
 * Micro's SignalIrfft.
 */
export const signalIrfft = defineOperator({
  name: 'signal_irfft',
  version: 1,
  summary: 'the real frames that spectra are of',
  slots: {
    gradient: none('nothing is trained through it yet'),
    keras: none('Keras computes spectra with tensors of complex numbers'),
    kernels,
    tflite,
    micro: 'AddIrfft',
  },
  attributes: fourierAttributes,
  arity: { inputs: [1, 1], outputs: [1, 1] },
  infer({ attrs: { fftLength }, inputs: [x] }) {
    const { dtype, shape } = required(x).type;
    if (shape.at(-1) !== spectrumSize(fftLength))
      throw new OperatorError(
        `spectra of ${String(shape.at(-1) ?? 0)} numbers where ${String(fftLength)} samples have ${String(fftLength + 2)}`,
      );
    return [{ dtype, shape: shape.with(-1, fftLength) }];
  },
  check({ inputs: [x], outputs: [y] }) {
    const dtype = x?.dtype === 'int32' || x?.dtype === 'float32' ? x.dtype : 'int16';
    return signalTypesProblem([x], [y], [dtype], [dtype]);
  },
  run({ attrs: { fftLength }, inputs: [x] }) {
    const { data, type } = required(x);
    const size = fftLength + 2;
    const result = allocate(type.dtype, signalsIn(type) * fftLength) as Float32Array;
    for (let frame = 0; frame < signalsIn(type); frame++) {
      const spectrum = Float64Array.from((data as Float32Array).subarray(frame * size, (frame + 1) * size));
      const signal = spectrumToReal(spectrum, fourierNumbers(type.dtype));
      // Fixed-point numbers were divided on the way.
      result.set(type.dtype === 'float32' ? signal.map((value) => value / fftLength) : signal, frame * fftLength);
    }
    return [result];
  },
  macs: ({ attrs: { fftLength }, outputs: [y] }) => (elementCount(y?.shape ?? []) / fftLength) * fourierMacs(fftLength),
});
