import { defineOperator, none, OperatorError, required, type OptionsOf } from '@tinyml/core';
import { signalTypesProblem } from '../signal-types.ts';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';

const attributes = {
  type: 'object',
  additionalProperties: false,
  required: ['startIndex', 'endIndex'],
  properties: {
    startIndex: { type: 'integer', minimum: 0, description: 'first frequency that is computed' },
    endIndex: { type: 'integer', minimum: 0, description: 'one beyond the last' },
  },
} as const;

declare module '@tinyml/core' {
  interface Ops {
    readonly signal_energy: OptionsOf<typeof attributes>;
  }
}

/**
 * The energy of each frequency: the sum of the squares of its real and its imaginary part. x int16 [2n] → uint32 [n].
 * TensorFlow Lite Micro's SignalEnergy, which leaves frequencies outside of the range as its memory has them: here they are 0.
 */
export const signalEnergy = defineOperator({
  name: 'signal_energy',
  version: 1,
  summary: 'the energy of each frequency of a spectrum',
  slots: {
    gradient: none('it computes with fixed-point numbers'),
    keras: none('Keras has no layer of fixed-point signals'),
    kernels,
    tflite,
    micro: 'AddEnergy',
  },
  attributes,
  arity: { inputs: [1, 1], outputs: [1, 1] },
  infer({ attrs: { endIndex, startIndex }, inputs: [x] }) {
    const { shape } = required(x).type;
    const [size = 0] = shape;
    if (shape.length !== 1 || size % 2 !== 0) throw new OperatorError('needs real and imaginary parts in turn');
    if (endIndex > size / 2 || startIndex > endIndex)
      throw new OperatorError(
        `frequencies ${String(startIndex)} to ${String(endIndex)} of a spectrum of ${String(size / 2)}`,
      );
    return [{ dtype: 'uint32', shape: [size / 2] }];
  },
  check: ({ inputs, outputs }) => signalTypesProblem(inputs, outputs, ['int16'], ['uint32']),
  run({ attrs: { endIndex, startIndex }, inputs: [x] }) {
    const spectrum = required(x).data as Int16Array;
    return [
      Uint32Array.from({ length: spectrum.length / 2 }, (_, i) => {
        const [re, im] = [spectrum[2 * i] as number, spectrum[2 * i + 1] as number];
        return i < startIndex || i >= endIndex ? 0 : re * re + im * im;
      }),
    ];
  },
  macs: ({ attrs: { endIndex, startIndex } }) => 2 * (endIndex - startIndex),
});
