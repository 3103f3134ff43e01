import type { KerasEntry } from '@tinyml/formats';

export const keras: KerasEntry = {
  operations: {
    /** tf.linalg.diag: a matrix of each row. keras.ops.diag takes a diagonal out as well. */
    diag: {
      build: (call) => {
        if (call.keras === 3) throw call.options.problem('keras.ops.diag is not supported');
        return call.emit('matrix_diag', {}, [call.given.value(call.given.argument(0, 'diagonal'), 'x')], 'matrix_diag');
      },
    },
  },
};
