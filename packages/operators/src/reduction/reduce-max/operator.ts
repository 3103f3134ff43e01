import { defineOperator } from '@tinyml/core';
import { comparing } from '../comparing.ts';
import { foldingOperator } from '../folding-operator.ts';
import { keras } from './keras.ts';
import { tflite } from './tflite.ts';
import { kernels } from './kernels.ts';

export const reduceMax = defineOperator({
  ...foldingOperator(
    'reduce_max',
    'greatest value along axes',
    { numbers: (a, b) => Math.max(a, b), bigints: (a, b) => (a > b ? a : b) },
    comparing((a, b) => Math.max(a, b)),
    { monotone: true },
  ),
  slots: { micro: 'AddReduceMax', kernels, gradient: () => import('./gradient.ts'), keras, tflite },
});
