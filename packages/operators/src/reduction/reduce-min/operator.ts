import { defineOperator, type OptionsOf } from '@tinyml/core';
import { comparing } from '../comparing.ts';
import { folding, type reductionAttributes } from '../folding.ts';
import { keras } from './keras.ts';
import { tflite } from './tflite.ts';
import { kernels } from './kernels.ts';
import { onnx } from './onnx.ts';

declare module '@tinyml/core' {
  interface Ops {
    readonly reduce_min: OptionsOf<typeof reductionAttributes>;
  }
}

export const reduceMin = defineOperator({
  name: 'reduce_min',
  summary: 'least value along axes',
  ...folding(
    { numbers: (a, b) => Math.min(a, b), bigints: (a, b) => (a < b ? a : b) },
    comparing((a, b) => Math.min(a, b)),
  ),
  traits: { monotone: true, reducesAxes: 1 },
  slots: {
    onnx,
    kernels,
    gradient: () => import('./gradient.ts'),
    keras,
    tflite,
    quantize: { operands: ['activation', 'plain'], sameScale: true },
  },
});
