import type { KerasEntry } from '@tinyml/formats';

export const keras: KerasEntry = {
  operations: {
    /** keras.ops.slice_update(inputs, start_indices, updates) */
    slice_update: {
      build: (call) => {
        const { given } = call;
        const x = given.operand();
        const updates = given.value(given.argument(2, 'updates'), 'updates');
        const start = given.value(given.argument(1, 'start_indices'), 'start', 'int32');
        return call.emit('dynamic_update_slice', {}, [x, updates, start], 'update');
      },
    },
  },
};
