import { keras } from './keras.ts';
import { defineOperator, type OptionsOf } from '@tinyml/core';
import { checkPooling, inferPooling, poolingAttributes, runPooling } from '@tinyml/core/internal';
import { quantize } from './quantize.ts';
import { tflite } from './tflite.ts';
import { kernels } from './kernels.ts';

declare module '@tinyml/core' {
  interface Ops {
    /** x [n,h,w,c]; padding does not count in the mean */
    readonly average_pool_2d: OptionsOf<typeof poolingAttributes>;
  }
}

/** Mean of each window; elements of padding are not counted. */
export const averagePool2d = defineOperator({
  name: 'average_pool_2d',
  version: 1,
  summary: 'mean of each window',
  traits: { homogeneous: true, keepsChannels: true, monotone: true, window: 'attribute' },
  slots: { micro: 'AddAveragePool2D', kernels, gradient: () => import('./gradient.ts'), keras, quantize, tflite },
  attributes: poolingAttributes,
  arity: { inputs: [1, 1], outputs: [1, 1] },
  infer: inferPooling,
  check: checkPooling,
  run: (request) => runPooling(request, 'average'),
  macs: () => 0,
});
