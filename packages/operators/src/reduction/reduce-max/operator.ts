import { defineOperator, foldingOperator } from '@tinyml/core';
import { keras } from './keras.ts';
import { tflite } from './tflite.ts';
import { kernels } from './kernels.ts';

export const reduceMax = defineOperator({
  ...foldingOperator('reduce_max', 'greatest value along axes', (a, b) => Math.max(a, b), true, { monotone: true }),
  slots: { micro: 'AddReduceMax', kernels, gradient: () => import('./gradient.ts'), keras, tflite },
});
