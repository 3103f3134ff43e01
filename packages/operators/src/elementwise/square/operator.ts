import { type NoAttributes, noAttributes, unaryOperator } from '@tinyml/core';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';
import { pytorch } from './pytorch.ts';
import { keras } from './keras.ts';

declare module '@tinyml/core' {
  interface Ops {
    /** x */
    square: NoAttributes;
  }
}

/** x² */
export const square = unaryOperator({
  name: 'square',
  version: 1,
  summary: 'square, x · x',
  slots: { pytorch, keras, kernels, micro: 'AddSquare', gradient: () => import('./gradient.ts'), tflite },
  attributes: noAttributes,
  float32: () => (x) => x * x,
});
