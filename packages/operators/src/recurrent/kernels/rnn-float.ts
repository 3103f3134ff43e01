import type { Kernel } from '@tinyml/core';
import { rnnPosition, type RnnName } from '../rnn.ts';
import { sizes } from './kernel-sizes.ts';
import { recurrenceKernel, type FloatForm } from './recurrent-float.ts';

const rnn = <Name extends RnnName>(op: Name, form: FloatForm): Kernel<Name> =>
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
  );

export const rnnF32 = <Name extends RnnName>(op: Name): Kernel<Name> => rnn(op, 'f32');
export const rnnHybrid = <Name extends RnnName>(op: Name): Kernel<Name> => rnn(op, 'hybrid');
