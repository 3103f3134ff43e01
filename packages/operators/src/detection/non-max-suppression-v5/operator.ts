import { defineOperator, none, type NoAttributes } from '@tinyml/core';
import { suppression } from '../suppressing.ts';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';

declare module '@tinyml/core' {
  interface Ops {
    readonly non_max_suppression_v5: NoAttributes;
  }
}

export const nonMaxSuppressionV5 = defineOperator({
  name: 'non_max_suppression_v5',
  summary: 'boxes by their scores, which fall where they overlap a better one',
  ...suppression(true),
  slots: {
    keras: none('Keras has no such layer'),
    gradient: none('it chooses, which training cannot move by small steps'),
    kernels,
    tflite,
    micro: none('TensorFlow Lite Micro registers no such operator'),
  },
});
