import { defineOperator, none, OperatorError, required, typesProblem, type OptionsOf } from '@tinyml/core';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';

const attributes = {
  type: 'object',
  additionalProperties: false,
  required: ['radius', 'bias', 'alpha', 'beta'],
  properties: {
    radius: { type: 'integer', minimum: 0, description: 'channels before, and with the channel itself those after' },
    bias: { type: 'number' },
    alpha: { type: 'number' },
    beta: { type: 'number' },
  },
} as const;

declare module '@tinyml/core' {
  interface Ops {
    readonly local_response_normalization: OptionsOf<typeof attributes>;
  }
}

/**
 * x · (bias + alpha · Σ x²) ^ −beta, the sum over the channels c − radius … c + radius − 1 along the last axis: one fewer after than before,
 * as LiteRT's LocalResponseNormalization has it. Operand and result: float32 [..., channels].
 */
export const localResponseNormalization = defineOperator({
  name: 'local_response_normalization',
  version: 1,
  summary: 'each element divided by a power of the sum of squares of the channels about it',
  slots: {
    keras: none('Keras has no such layer'),
    gradient: none('nothing is trained through it yet'),
    kernels,
    tflite,
    micro: none('TensorFlow Lite Micro registers no such operator'),
  },
  attributes,
  arity: { inputs: [1, 1], outputs: [1, 1] },
  infer({ inputs: [x] }) {
    const { type } = required(x);
    if (type.shape.length === 0) throw new OperatorError('needs channels');
    return [type];
  },
  check: ({ inputs: [x], outputs: [y] }) =>
    x?.dtype !== y?.dtype ? 'operand and result must have one type' : typesProblem(x?.dtype ?? 'bool', ['float32']),
  run({ attrs: { alpha, beta, bias, radius }, inputs: [x] }) {
    const { data, type } = required(x);
    const depth = type.shape.at(-1) as number;
    const values = data as Float32Array;
    return [
      values.map((value, i) => {
        const c = i % depth;
        const nearby = values.subarray(i - Math.min(c, radius), i + Math.min(depth - c, radius));
        const sum = nearby.reduce((squares, one) => Math.fround(squares + Math.fround(one * one)), 0);
        return value * Math.fround(Math.fround(bias + Math.fround(alpha * sum)) ** -beta);
      }),
    ];
  },
  macs: ({ attrs: { radius }, outputs: [y] }) => (y?.shape ?? []).reduce((product, size) => product * size, 2 * radius),
});
