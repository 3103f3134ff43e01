import { defineOperator, noAttributes, none, type NoAttributes } from '@tinyml/core';
import { sums, unsortedSegments } from '../segments.ts';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';

declare module '@tinyml/core' {
  interface Ops {
    readonly unsorted_segment_sum: NoAttributes;
  }
}

export const unsortedSegmentSum = defineOperator({
  name: 'unsorted_segment_sum',
  summary: 'the sums of rows that have one number, element by element',
  attributes: noAttributes,
  ...unsortedSegments(sums),
  slots: {
    keras: none('Keras has no such layer: its importer refuses segments'),
    gradient: none('nothing is trained through it yet'),
    kernels,
    tflite,
    micro: none('TensorFlow Lite Micro registers no such operator'),
  },
});
