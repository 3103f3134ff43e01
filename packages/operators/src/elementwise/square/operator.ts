import { type NoAttributes, noAttributes, none, unaryOperator } from '@tinyml/core';

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
  slots: {
    micro: 'AddSquare',
    gradient: () => import('./gradient.ts'),
    tflite: none('the reader still makes it of other operators'),
  },
  attributes: noAttributes,
  float32: () => (x) => x * x,
});
