import { defineOperator, none, type OptionsOf } from '@tinyml/core';
import type { reductionAttributes } from '../folding.ts';
import { truth } from '../truth.ts';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';
import { keras } from './keras.ts';

declare module '@tinyml/core' {
  interface Ops {
    readonly reduce_any: OptionsOf<typeof reductionAttributes>;
  }
}

/** Whether any of the elements along the axes are true. Operands: x bool, axes int32[k]. */
export const reduceAny = defineOperator({
  name: 'reduce_any',
  summary: 'whether any of the elements along axes are true',
  ...truth((a, b) => a | b, 0),
  slots: {
    keras,
    gradient: none('nothing is trained through it yet'),
    kernels,
    tflite,
  },
});
