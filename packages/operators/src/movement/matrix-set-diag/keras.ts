import type { KerasEntry } from '@tinyml/formats';

export const keras: KerasEntry = {
  operations: {
    /** tf.linalg.set_diag */
    set_diag: {
      build: (call) => {
        const { given } = call;
        const diagonal = given.value(given.argument(1, 'diagonal'), 'diagonal');
        return call.emit('matrix_set_diag', {}, [given.operand(), diagonal], 'set_diag');
      },
    },
  },
};
