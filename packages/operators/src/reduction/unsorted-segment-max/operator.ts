import { defineOperator, noAttributes, none, type NoAttributes } from '@tinyml/core';
import { unsortedSegments } from '../segments.ts';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';

declare module '@tinyml/core' {
  interface Ops {
    readonly unsorted_segment_max: NoAttributes;
  }
}

export const unsortedSegmentMax = defineOperator({
  name: 'unsorted_segment_max',
  summary: 'the greatest of rows that have one number, element by element',
  attributes: noAttributes,
  ...unsortedSegments({
    initial: { float32: -3.4028234663852886e38, int32: -2147483648 },
    combine: (a, b) => Math.max(a, b),
  }),
  slots: {
    keras: none('Keras has no such layer: its importer refuses segments'),
    gradient: none('nothing is trained through it yet'),
    kernels,
    tflite,
    micro: none('TensorFlow Lite Micro registers no such operator'),
  },
});
