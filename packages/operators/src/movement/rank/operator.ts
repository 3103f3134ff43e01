import { none, defineOperator, noAttributes, type NoAttributes, required } from '@tinyml/core';
import { tflite } from './tflite.ts';

import { keras } from './keras.ts';
declare module '@tinyml/core' {
  interface Ops {
    readonly rank: NoAttributes;
  }
}

/** How many dimensions x has, an int32 scalar. */
export const rank = defineOperator({
  name: 'rank',
  version: 1,
  summary: 'the number of dimensions',
  slots: {
    keras,
    gradient: none('nothing is trained through it yet'),
    kernels: none('its result is known before anything runs'),
    tflite,
  },
  attributes: noAttributes,
  arity: { inputs: [1, 1], outputs: [1, 1] },
  infer: () => [{ dtype: 'int32', shape: [] }],
  check: ({ outputs: [y] }) => (y?.dtype === 'int32' ? undefined : 'the rank is int32'),
  fromTypes: true,
  run: ({ inputs: [x] }) => [Int32Array.of(required(x).type.shape.length)],
  macs: () => 0,
});
