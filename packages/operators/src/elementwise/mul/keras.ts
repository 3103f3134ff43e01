import type { KerasEntry, LayerKind } from '@tinyml/formats';

const ofTwo: LayerKind = {
  pointwise: true,
  build: (call) => call.emit('mul', { activation: 'none' }, call.given.operands(), 'mul'),
};

const negative: LayerKind = {
  pointwise: true,
  build: (call) => {
    const x = call.given.operand();
    return call.emit('mul', { activation: 'none' }, [x, call.floats('negated', [], [-1])], 'negated');
  },
};

export const keras: KerasEntry = {
  layers: {
    Multiply: {
      pointwise: true,
      build: (call) => call.fold((a, b, suffix) => call.emit('mul', { activation: 'none' }, [a, b], suffix)),
    },
  },
  operations: {
    mul: ofTwo,
    multiply: ofTwo,
    neg: negative,
    negative,
  },
};
