import type { KerasEntry } from '@tinyml/formats';

export const keras: KerasEntry = {
  layers: {
    Maximum: {
      pointwise: true,
      build: (call) => call.fold((a, b, suffix) => call.emit('maximum', {}, [a, b], suffix)),
    },
  },
  operations: {
    maximum: { pointwise: true, build: (call) => call.emit('maximum', {}, call.given.operands(), 'maximum') },
  },
};
