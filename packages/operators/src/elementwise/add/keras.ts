import type { KerasEntry, LayerKind } from '@tinyml/formats';

const ofTwo: LayerKind = {
  pointwise: true,
  build: (call) => call.emit('add', { activation: 'none' }, call.given.operands(), 'add'),
};

export const keras: KerasEntry = {
  layers: {
    Add: {
      pointwise: true,
      build: (call) => call.fold((a, b, suffix) => call.emit('add', { activation: 'none' }, [a, b], suffix)),
    },
  },
  operations: { add: ofTwo, bias_add: ofTwo },
};
