import { none, defineOperator, type NoAttributes } from '@tinyml/core';
import { limiter } from '@tinyml/core/internal';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';

declare module '@tinyml/core' {
  interface Ops {
    /** x */
    relu_0_to_1: NoAttributes;
  }
}

/** x limited to [0, 1] */
export const relu0To1 = defineOperator({
  ...limiter({ name: 'relu_0_to_1', summary: 'x limited to 0 … 1', range: [0, 1], types: ['int8', 'uint8'] }),
  slots: {
    keras: none('Keras has no name for it: a clip to 0 … 1 is read as it'),
    kernels,
    gradient: () => import('./gradient.ts'),
    tflite,
  },
});
