import { defineOperator, type OptionsOf } from '@tinyml/core';
import { comparing } from '../comparing.ts';
import { folding, type reductionAttributes } from '../folding.ts';
import { keras } from './keras.ts';
import { tflite } from './tflite.ts';
import { kernels } from './kernels.ts';
import { onnx } from './onnx.ts';

declare module '@tinyml/core' {
  interface Ops {
    /** x, axes int32[k] */
    readonly reduce_max: OptionsOf<typeof reductionAttributes>;
  }
}

export const reduceMax = defineOperator({
  name: 'reduce_max',
  summary: 'greatest value along axes',
  ...folding(
    { numbers: (a, b) => Math.max(a, b), bigints: (a, b) => (a > b ? a : b) },
    comparing((a, b) => Math.max(a, b)),
  ),
  traits: { monotone: true, reducesAxes: 1 },
  slots: {
    onnx,
    micro: 'AddReduceMax',
    kernels,
    gradient: () => import('./gradient.ts'),
    keras,
    tflite,
    quantize: { operands: ['activation', 'plain'], sameScale: true },
  },
});
