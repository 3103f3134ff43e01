import { defineOperator, none, type NoAttributes } from '@tinyml/core';
import { suppression } from '../suppressing.ts';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';

declare module '@tinyml/core' {
  interface Ops {
    readonly non_max_suppression_v4: NoAttributes;
  }
}

export const nonMaxSuppressionV4 = defineOperator({
  name: 'non_max_suppression_v4',
  summary: 'boxes by their scores, without those that overlap a better one',
  ...suppression(false),
  slots: {
    keras: none('Keras has no such layer'),
    gradient: none('it chooses, which training cannot move by small steps'),
    kernels,
    tflite,
    micro: none('TensorFlow Lite Micro registers no such operator'),
  },
});
