import { defineOperator, foldingOperator, none } from '@tinyml/core';
import { keras } from './keras.ts';
import { tflite } from './tflite.ts';

export const reduceProd = defineOperator({
  ...foldingOperator('reduce_prod', 'product along axes', (a, b) => a * b, false),
  slots: {
    kernels: none('it occurs on constants only, which are folded'),
    gradient: () => import('./gradient.ts'),
    keras,
    tflite,
  },
});
