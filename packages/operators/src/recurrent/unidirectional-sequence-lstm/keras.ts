import type { KerasEntry } from '@tinyml/formats';
import { cellActivation, columns, recurrentKind } from '../keras-recurrent.ts';
import { parts, product } from '../keras-unrolled.ts';
import { gates } from '../lstm-operands.ts';

/** Kernels [n, 4 · units] → [units, n] for each gate. */
const lstm = recurrentKind({
  states: ['output_state', 'cell_state'],
  emit(call, x, states) {
    const units = call.options.whole('units');
    const placed = (role: string, perm: readonly number[]) => {
      const weight = call.weight(role);
      return gates.map((gate, i) => call.place(`${role}_${gate}`, columns(weight, units, i), perm));
    };
    const biases = call.options.config['use_bias'] === false ? [null, null, null, null] : placed('bias', [0]);
    const attrs = { activation: cellActivation(call.options), cellClip: 0, projClip: 0, timeMajor: false };
    const weights = [...placed('kernel', [1, 0]), ...placed('recurrent_kernel', [1, 0])];
    const operands = [x, ...weights, null, null, null, ...biases, null, null, ...states];
    return call.emitAll('unidirectional_sequence_lstm', attrs, operands, 'sequence');
  },
  unrolled: {
    project: (call, x) => product(call, x, call.place('kernel', call.weight('kernel'), [1, 0]), call.bias()),
    step(call, given, [output = given, cell = given]) {
      const { add, mul } = call.formula;
      const gate = (x: string): string => call.activate(x, 'recurrent_activation');
      const recurrent = call.place('recurrent_kernel', call.weight('recurrent_kernel'), [1, 0]);
      const sums = add(given, product(call, output, recurrent, null));
      const [input = sums, forget = sums, candidate = sums, out = sums] = parts(call, sums, 4);
      const next = add(mul(gate(forget), cell), mul(gate(input), call.activate(candidate)));
      return [mul(gate(out), call.activate(next)), next];
    },
  },
});

export const keras: KerasEntry = { layers: { LSTM: lstm, LSTMCell: lstm } };
