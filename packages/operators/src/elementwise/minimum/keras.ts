import type { KerasEntry } from '@tinyml/formats';

export const keras: KerasEntry = {
  layers: {
    Minimum: {
      pointwise: true,
      build: (call) => call.fold((a, b, suffix) => call.emit('minimum', {}, [a, b], suffix)),
    },
  },
  operations: {
    minimum: { pointwise: true, build: (call) => call.emit('minimum', {}, call.given.operands(), 'minimum') },
  },
};
