import type { KerasEntry } from '@tinyml/formats';

export const keras: KerasEntry = {
  operations: {
    gather_nd: {
      build: (call) => {
        const { given } = call;
        if (given.number(given.argument(2, 'batch_dims'), 'batch_dims', 0) !== 0)
          throw call.options.problem('batch_dims other than 0 is not supported');
        const indices = given.value(given.argument(1, 'indices'), 'indices', 'int32');
        return call.emit('gather_nd', {}, [given.operand(), indices], 'gather_nd');
      },
    },
  },
};
