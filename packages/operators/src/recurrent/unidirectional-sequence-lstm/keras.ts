import type { KerasEntry } from '@tinyml/formats';
import { cellActivation, checkGates, columns, recurrentKind } from '../keras-recurrent.ts';
import { gates } from '../lstm-operands.ts';

export const keras: KerasEntry = {
  layers: {
    /** Kernels [n, 4 · units] → [units, n] for each gate. */
    LSTM: recurrentKind({
      states: ['output_state', 'cell_state'],
      check(options) {
        checkGates(options);
        cellActivation(options);
      },
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
    }),
  },
};
