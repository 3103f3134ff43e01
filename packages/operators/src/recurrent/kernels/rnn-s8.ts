import type { Kernel } from '@tinyml/core';
import type { RowsIsa } from '../../kernel/weighted/row-words.ts';
import { rnnPosition, type RnnAttributes, type RnnName } from '../rnn.ts';
import { integerRnn } from '../rnn-integer.ts';
import { sizes } from './kernel-sizes.ts';
import { integerRecurrenceKernel } from './recurrent-s8.ts';

export const rnnS8 = <Name extends RnnName>(op: Name, isa?: RowsIsa): Kernel<Name> =>
  integerRecurrenceKernel(
    {
      op,
      function: 'tml_rnn',
      gates: 1,
      state: rnnPosition.state,
      scratch: 2,
      measured: sizes,
      parts({ node }, operands, result) {
        const { activation } = node.attrs as RnnAttributes;
        const { input, limits, recurrent, tanh, zeroPoint } = integerRnn(activation, operands, result);
        const [low, high] = limits;
        const fields = { tanh: tanh === undefined ? 0 : 1, ...(tanh ?? { multiplier: 0, shift: 0 }) };
        return { input, recurrent, fields: { ...fields, zero_point: zeroPoint, low, high } };
      },
    },
    isa,
  );
