import type { KerasEntry, LayerKind } from '@tinyml/formats';

/** x / c is x · (1/c), which costs less. */
const divide: LayerKind = {
  pointwise: true,
  build: (call) => {
    const { given } = call;
    const divisor = given.array(given.argument(1, 'y', 'x2'));
    if (divisor === undefined) return call.emit('div', { activation: 'none' }, given.operands(), 'div');
    if (divisor.values.includes(0)) throw call.options.problem('it divides by 0');
    const factors = divisor.values.map((value) => 1 / value);
    const operands = [given.operand(), call.floats('factor', divisor.shape, factors)];
    return call.emit('mul', { activation: 'none' }, operands, 'mul');
  },
};

export const keras: KerasEntry = {
  operations: { div: divide, divide, true_divide: divide, truediv: divide },
};
