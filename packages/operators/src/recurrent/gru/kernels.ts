import type { Kernel } from '@tinyml/core';
import { sizes } from './kernel-sizes.ts';
import { recurrenceKernel, type Recurrence } from '../kernels/recurrent-float.ts';

const gru: Recurrence<'gru'> = {
  op: 'gru',
  function: 'tml_gru',
  gates: 3,
  biases: { bias: 3, recurrent_bias: 4 },
  state: 5,
  scratch: 7,
  measured: sizes,
  candidate: ({ node }) => !node.attrs.resetAfter,
  fields: ({ node }) => ({ reset_after: node.attrs.resetAfter ? 1 : 0 }),
};

export const kernels: readonly Kernel[] = [
  recurrenceKernel(gru, 'f32'),
  recurrenceKernel(gru, 'hybrid'),
  recurrenceKernel(gru, 'hybrid', 'dsp'),
];
