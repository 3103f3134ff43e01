import { defineOperator } from '@tinyml/core';
import { comparing } from '../comparing.ts';
import { foldingOperator } from '../folding-operator.ts';
import { keras } from './keras.ts';
import { tflite } from './tflite.ts';
import { kernels } from './kernels.ts';

export const reduceMin = defineOperator({
  ...foldingOperator(
    'reduce_min',
    'least value along axes',
    { numbers: (a, b) => Math.min(a, b), bigints: (a, b) => (a < b ? a : b) },
    comparing((a, b) => Math.min(a, b)),
    { monotone: true },
  ),
  slots: { kernels, gradient: () => import('./gradient.ts'), keras, tflite },
});
