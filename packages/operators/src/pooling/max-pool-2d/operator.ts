import { defineOperator, type OptionsOf } from '@tinyml/core';
import { checkPooling, inferPooling, poolingAttributes, runPooling } from '@tinyml/core/internal';
import { keras } from './keras.ts';
import { tflite } from './tflite.ts';
import { kernels } from './kernels.ts';

declare module '@tinyml/core' {
  interface Ops {
    /** x [n,h,w,c] */
    readonly max_pool_2d: OptionsOf<typeof poolingAttributes>;
  }
}

/** Greatest value of each window; padding never wins. */
export const maxPool2d = defineOperator({
  name: 'max_pool_2d',
  version: 1,
  summary: 'greatest value of each window',
  traits: { keepsChannels: true, monotone: true, picks: 'greatest', window: 'attribute' },
  slots: { micro: 'AddMaxPool2D', kernels, gradient: () => import('./gradient.ts'), keras, tflite },
  attributes: poolingAttributes,
  arity: { inputs: [1, 1], outputs: [1, 1] },
  infer: inferPooling,
  check: checkPooling,
  run: (request) => runPooling(request, 'max'),
  macs: () => 0,
});
