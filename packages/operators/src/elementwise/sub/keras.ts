import type { KerasEntry, LayerKind } from '@tinyml/formats';

const ofTwo: LayerKind = {
  pointwise: true,
  build: (call) => call.emit('sub', { activation: 'none' }, call.given.operands(), 'sub'),
};

export const keras: KerasEntry = {
  layers: {
    Subtract: {
      pointwise: true,
      build: (call) => call.fold((a, b, suffix) => call.emit('sub', { activation: 'none' }, [a, b], suffix)),
    },
  },
  operations: { sub: ofTwo, subtract: ofTwo },
};
