import type { KerasEntry } from '@tinyml/formats';
import { cellActivation, recurrentKind } from '../keras-recurrent.ts';

export const keras: KerasEntry = {
  layers: {
    /** Kernels [n, units] → [units, n]. */
    SimpleRNN: recurrentKind({
      states: ['state'],
      check: cellActivation,
      emit(call, x, states) {
        const weights = call.place('kernel', call.weight('kernel'), [1, 0]);
        const recurrent = call.place('recurrent_kernel', call.weight('recurrent_kernel'), [1, 0]);
        const attrs = { activation: cellActivation(call.options), timeMajor: false };
        const operands = [x, weights, recurrent, call.bias(), ...states];
        return call.emitAll('unidirectional_sequence_rnn', attrs, operands, 'sequence');
      },
    }),
  },
};
