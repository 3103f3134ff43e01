import type { KerasEntry } from '@tinyml/formats';

export const keras: KerasEntry = {
  operations: {
    /** The greatest elements along the last axis, in falling order, and where they stand. */
    top_k: {
      build: (call) => {
        const { given } = call;
        const k = given.number(given.argument(1, 'k'), 'k', 1);
        return call.emitAll('topk_v2', {}, [given.operand(), call.ints('k', [], [k])]);
      },
    },
  },
};
