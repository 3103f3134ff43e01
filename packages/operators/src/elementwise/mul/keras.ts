import type { KerasEntry, LayerKind } from '@tinyml/formats';

const ofTwo: LayerKind = {
  pointwise: true,
  build: (call) => call.emit('mul', { activation: 'none' }, call.given.operands(), 'mul'),
};

/** x / c is x · (1/c). */
const divide: LayerKind = {
  pointwise: true,
  build: (call) => {
    const x = call.given.operand();
    const divisor = call.given.array(call.given.argument(1, 'y', 'x2'));
    if (divisor === undefined || divisor.values.includes(0))
      throw call.options.problem(
        'a division by anything but numbers is not supported',
        'multiply by the reciprocal, if that is known',
      );
    const factors = divisor.values.map((value) => 1 / value);
    return call.emit('mul', { activation: 'none' }, [x, call.floats('factor', divisor.shape, factors)], 'mul');
  },
};

const negative: LayerKind = {
  pointwise: true,
  build: (call) => {
    const x = call.given.operand();
    return call.emit('mul', { activation: 'none' }, [x, call.floats('negated', [], [-1])], 'negated');
  },
};

const square: LayerKind = {
  pointwise: true,
  build: (call) => {
    const x = call.given.operand();
    return call.emit('mul', { activation: 'none' }, [x, x], 'product');
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
    divide,
    mul: ofTwo,
    multiply: ofTwo,
    neg: negative,
    negative,
    square,
    true_divide: divide,
    truediv: divide,
  },
};
