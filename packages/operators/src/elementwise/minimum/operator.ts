import { binaryOperator, noAttributes, type NoAttributes, sameQuantProblem } from '@tinyml/core';
import { keras } from './keras.ts';
import { tflite } from './tflite.ts';
import { pytorch } from './pytorch.ts';
import { kernels } from './kernels.ts';

declare module '@tinyml/core' {
  interface Ops {
    readonly minimum: NoAttributes;
  }
}

/** min(a, b). Stored integers compare like the numbers they stand for, so quantised ones need one scale throughout. */
export const minimum = binaryOperator({
  name: 'minimum',
  version: 1,
  summary: 'least of two tensors, element by element',
  traits: { elementwise: true, keepsChannels: true, monotone: true, picks: 'least' },
  slots: { pytorch, micro: 'AddMinimum', kernels, gradient: () => import('./gradient.ts'), keras, tflite },
  attributes: noAttributes,
  float32: () => Math.min,
  quantizedTypes: ['int8', 'uint8', 'int16'],
  quantized: () => Math.min,
  quantizedProblem: (_, { a, b, output }) => sameQuantProblem([a, b], output),
  plain: { int16: () => Math.min, int32: () => Math.min },
  int64: () => (a, b) => (a < b ? a : b),
});
