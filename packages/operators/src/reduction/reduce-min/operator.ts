import { defineOperator, foldingOperator } from '@tinyml/core';
import { keras } from './keras.ts';
import { tflite } from './tflite.ts';
import { kernels } from './kernels.ts';

export const reduceMin = defineOperator({
  ...foldingOperator('reduce_min', 'least value along axes', (a, b) => Math.min(a, b), true, { monotone: true }),
  slots: { kernels, gradient: () => import('./gradient.ts'), keras, tflite },
});
