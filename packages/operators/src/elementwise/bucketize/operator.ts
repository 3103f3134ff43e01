import { defineOperator, none, required, typesProblem, type OptionsOf } from '@tinyml/core';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';

const attributes = {
  type: 'object',
  additionalProperties: false,
  required: ['boundaries'],
  properties: { boundaries: { type: 'array', items: { type: 'number' }, description: 'in rising order' } },
} as const;

declare module '@tinyml/core' {
  interface Ops {
    readonly bucketize: OptionsOf<typeof attributes>;
  }
}

/** How many of the boundaries, which rise, are not greater than each element; integers are compared as float32. Result: int32. */
export const bucketize = defineOperator({
  name: 'bucketize',
  version: 1,
  summary: 'between which boundaries each element lies',
  traits: { elementwise: true, keepsChannels: true },
  slots: {
    keras: none('Keras has a layer that prepares data, Discretization, which models of numbers do not hold'),
    gradient: none('its result is places'),
    quantize: none('its result is places, and LiteRT has no stored integers here'),
    kernels,
    tflite,
    micro: none('TensorFlow Lite Micro registers no such operator'),
  },
  attributes,
  arity: { inputs: [1, 1], outputs: [1, 1] },
  infer: ({ inputs: [x] }) => [{ dtype: 'int32', shape: required(x).type.shape }],
  check({ attrs: { boundaries }, inputs: [x], outputs: [y] }) {
    if (y?.dtype !== 'int32') return 'the result must be int32';
    if (boundaries.some((boundary, i) => i > 0 && boundary < (boundaries[i - 1] as number)))
      return 'the boundaries must rise';
    return typesProblem(x?.dtype ?? 'bool', ['float32', 'int32', 'int64']);
  },
  run({ attrs, inputs: [x] }) {
    const boundaries = attrs.boundaries.map(Math.fround);
    return [
      Int32Array.from(required(x).data as Int32Array, (value) => {
        const single = Math.fround(Number(value));
        return boundaries.filter((boundary) => !(single < boundary)).length;
      }),
    ];
  },
  macs: () => 0,
});
