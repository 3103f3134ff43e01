import type { KerasEntry } from '@tinyml/formats';
import { cellActivation, checkGates, recurrentKind } from '../keras-recurrent.ts';

export const keras: KerasEntry = {
  layers: {
    /** Kernels [n, 3 · units] → [3 · units, n]; a bias for each of two products where the reset gate comes after, [2, 3 · units]. */
    GRU: recurrentKind({
      states: ['state'],
      check(options) {
        checkGates(options);
        cellActivation(options);
      },
      emit(call, x, states) {
        const { config } = call.options;
        const weights = call.place('kernel', call.weight('kernel'), [1, 0]);
        const recurrent = call.place('recurrent_kernel', call.weight('recurrent_kernel'), [1, 0]);
        const stored = config['use_bias'] === false ? undefined : call.weight('bias');
        const rows = stored?.shape.at(-1) ?? 0;
        const biases = [0, 1].map((row) => {
          if (stored === undefined || row >= stored.values.length / rows) return null;
          const values = Array.from(stored.values).slice(row * rows, (row + 1) * rows);
          return call.place(row === 0 ? 'bias' : 'recurrent_bias', { shape: [rows], values }, [0]);
        });
        const attrs = {
          activation: cellActivation(call.options),
          resetAfter: config['reset_after'] === true,
          timeMajor: false,
        };
        return call.emitAll('gru', attrs, [x, weights, recurrent, ...biases, ...states], 'sequence');
      },
    }),
  },
};
