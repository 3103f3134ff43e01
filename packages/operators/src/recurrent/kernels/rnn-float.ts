import type { Kernel } from '@tinyml/core';
import type { RowsIsa } from '../../kernel/weighted/row-words.ts';
import { rnnPosition, type RnnName } from '../rnn.ts';
import { sizes } from './kernel-sizes.ts';
import { recurrenceKernel, type FloatForm } from './recurrent-float.ts';

const rnn = <Name extends RnnName>(op: Name, form: FloatForm, isa?: RowsIsa): Kernel<Name> =>
  recurrenceKernel(
    {
      op,
      function: 'tml_rnn',
      gates: 1,
      biases: { bias: rnnPosition.bias },
      state: rnnPosition.state,
      scratch: 1,
      measured: sizes,
    },
    form,
    isa,
  );

export const rnnF32 = <Name extends RnnName>(op: Name): Kernel<Name> => rnn(op, 'f32');
export const rnnHybrid = <Name extends RnnName>(op: Name, isa?: RowsIsa): Kernel<Name> => rnn(op, 'hybrid', isa);
