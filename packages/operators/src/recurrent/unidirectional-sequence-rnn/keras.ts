import type { KerasEntry } from '@tinyml/formats';
import { cellActivation, recurrentKind } from '../keras-recurrent.ts';
import { product } from '../keras-unrolled.ts';

/** Kernels [n, units] → [units, n]. */
const simple = recurrentKind({
  states: ['state'],
  emit(call, x, states) {
    const weights = call.place('kernel', call.weight('kernel'), [1, 0]);
    const recurrent = call.place('recurrent_kernel', call.weight('recurrent_kernel'), [1, 0]);
    const attrs = { activation: cellActivation(call.options), timeMajor: false };
    const operands = [x, weights, recurrent, call.bias(), ...states];
    return call.emitAll('unidirectional_sequence_rnn', attrs, operands, 'sequence');
  },
  unrolled: {
    project: (call, x) => product(call, x, call.place('kernel', call.weight('kernel'), [1, 0]), call.bias()),
    step(call, given, [state = given]) {
      const recurrent = call.place('recurrent_kernel', call.weight('recurrent_kernel'), [1, 0]);
      return [call.activate(call.formula.add(given, product(call, state, recurrent, null)))];
    },
  },
});

export const keras: KerasEntry = { layers: { SimpleRNN: simple, SimpleRNNCell: simple } };
