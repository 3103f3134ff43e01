import type { Kernel } from '@tinyml/core';
import { rowsOf } from '../integer-product.ts';
import { recurrenceKernel, type FloatRecurrence } from '../kernels/recurrent-float.ts';
import { integerRecurrenceKernel, type IntegerRecurrence } from '../kernels/recurrent-s8.ts';
import { integerGru } from './gru-integer.ts';
import { sizes } from './kernel-sizes.ts';

const shape = { op: 'gru', function: 'tml_gru', gates: 3, state: 5, measured: sizes } as const;

const float: FloatRecurrence<'gru'> = {
  ...shape,
  biases: { bias: 3, recurrent_bias: 4 },
  scratch: 7,
  candidate: ({ node }) => !node.attrs.resetAfter,
  fields: ({ node }) => ({ reset_after: node.attrs.resetAfter ? 1 : 0 }),
};

const integer: IntegerRecurrence<'gru'> = {
  ...shape,
  scratch: 10,
  parts({ node }, operands, result) {
    const { input, recurrent, shown, units } = integerGru(operands, result);
    return {
      input,
      recurrent: rowsOf(recurrent, 0, 2 * units),
      products: { candidate: rowsOf(recurrent, 2 * units, 3 * units) },
      fields: { reset_after: node.attrs.resetAfter ? 1 : 0, ...shown.factor, zero_point: shown.zeroPoint },
    };
  },
};

export const kernels: readonly Kernel[] = [
  recurrenceKernel(float, 'f32'),
  recurrenceKernel(float, 'hybrid'),
  recurrenceKernel(float, 'hybrid', 'dsp'),
  integerRecurrenceKernel(integer),
  integerRecurrenceKernel(integer, 'dsp'),
];
