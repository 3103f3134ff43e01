import { binaryOperator, noAttributes, sameQuantProblem } from '@tinyml/core';
import { keras } from './keras.ts';
import { tflite } from './tflite.ts';

/** min(a, b). Stored integers compare like the numbers they stand for, so int8 needs one scale throughout. */
export const minimum = binaryOperator({
  name: 'minimum',
  version: 1,
  summary: 'least of two tensors, element by element',
  traits: { elementwise: true, keepsChannels: true, monotone: true, picks: 'least' },
  slots: { gradient: () => import('./gradient.ts'), keras, tflite },
  attributes: noAttributes,
  float32: () => Math.min,
  int32: () => Math.min,
  int8: () => Math.min,
  int8Problem: ({ a, b, output }) => sameQuantProblem([a, b], output),
});
