import type { KerasEntry } from '@tinyml/formats';

export const keras: KerasEntry = {
  operations: {
    /** The sum of a list. */
    add_n: {
      pointwise: true,
      build: (call) => {
        const inputs = call.given.tensors(call.given.argument(0, 'inputs'));
        if (inputs.length === 0) throw call.options.problem('has no inputs');
        return inputs.length === 1 ? call.emit('identity', {}, inputs) : call.emit('add_n', {}, inputs, 'add_n');
      },
    },
  },
};
