import { clamp, defineOperator, elementCount, none, OperatorError, required, type OptionsOf } from '@tinyml/core';
import { signalTypesProblem } from '../signal-types.ts';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';

const attributes = {
  type: 'object',
  additionalProperties: false,
  required: ['shift'],
  properties: { shift: { type: 'integer', minimum: 0, maximum: 31, description: 'bits that products are divided by' } },
} as const;

declare module '@tinyml/core' {
  interface Ops {
    readonly signal_window: OptionsOf<typeof attributes>;
  }
}

/**
 * Samples times a window's weights, y = x · w / 2^shift rounded down and limited to int16.
 * Operands: x int16 [..., n], w int16 [n]. TensorFlow Lite Micro's SignalWindow.
 */
export const signalWindow = defineOperator({
  name: 'signal_window',
  version: 1,
  summary: "frames of a signal times a window's weights",
  slots: {
    gradient: none('it computes with fixed-point numbers'),
    keras: none('Keras has no layer of fixed-point signals'),
    kernels,
    tflite,
    micro: 'AddWindow',
  },
  attributes,
  arity: { inputs: [2, 2], outputs: [1, 1] },
  infer({ inputs: [x, weights] }) {
    const { type } = required(x);
    const { shape } = required(weights).type;
    if (shape.length !== 1 || type.shape.at(-1) !== shape[0])
      throw new OperatorError('needs a weight for each sample of a frame');
    return [type];
  },
  check: ({ inputs, outputs }) => signalTypesProblem(inputs, outputs, ['int16', 'int16'], ['int16']),
  run({ attrs: { shift }, inputs: [x, weights] }) {
    const window = required(weights).data as Int16Array;
    return [
      (required(x).data as Int16Array).map((value, i) =>
        clamp((value * (window[i % window.length] as number)) >> shift, -32768, 32767),
      ),
    ];
  },
  macs: ({ inputs: [x] }) => elementCount(x?.shape ?? []),
});
