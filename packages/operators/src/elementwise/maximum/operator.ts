import { binaryOperator, noAttributes, type NoAttributes, sameQuantProblem } from '@tinyml/core';
import { keras } from './keras.ts';
import { tflite } from './tflite.ts';
import { pytorch } from './pytorch.ts';
import { kernels } from './kernels.ts';

declare module '@tinyml/core' {
  interface Ops {
    readonly maximum: NoAttributes;
  }
}

/** max(a, b). Stored integers compare like the numbers they stand for, so quantised ones need one scale throughout. */
export const maximum = binaryOperator({
  name: 'maximum',
  version: 1,
  summary: 'greatest of two tensors, element by element',
  traits: { elementwise: true, keepsChannels: true, monotone: true, picks: 'greatest' },
  slots: { pytorch, micro: 'AddMaximum', kernels, gradient: () => import('./gradient.ts'), keras, tflite },
  attributes: noAttributes,
  float32: () => Math.max,
  quantizedTypes: ['int8', 'uint8', 'int16'],
  quantized: () => Math.max,
  quantizedProblem: (_, { a, b, output }) => sameQuantProblem([a, b], output),
  plain: { int16: () => Math.max, int32: () => Math.max },
  int64: () => (a, b) => (a > b ? a : b),
});
