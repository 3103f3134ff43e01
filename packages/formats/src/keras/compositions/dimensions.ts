import type { KerasEntry } from '../slot.ts';

/** The dimensions of a tensor, which are known: an operation on them is one on numbers. */
export const dimensions: KerasEntry = {
  operations: {
    shape: { build: (call) => call.known(call.typeOf(call.given.operand()).shape) },
  },
};
