import { binaryOperator, noAttributes, sameQuantProblem } from '@tinyml/core';
import { keras } from './keras.ts';
import { tflite } from './tflite.ts';

/** max(a, b). Stored integers compare like the numbers they stand for, so int8 needs one scale throughout. */
export const maximum = binaryOperator({
  name: 'maximum',
  version: 1,
  summary: 'greatest of two tensors, element by element',
  traits: { elementwise: true, keepsChannels: true, monotone: true, picks: 'greatest' },
  slots: { gradient: () => import('./gradient.ts'), keras, tflite },
  attributes: noAttributes,
  float32: () => Math.max,
  int32: () => Math.max,
  int8: () => Math.max,
  int8Problem: ({ a, b, output }) => sameQuantProblem([a, b], output),
});
