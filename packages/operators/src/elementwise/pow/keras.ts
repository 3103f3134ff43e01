import type { ValueId } from '@tinyml/core';
import type { KerasEntry, LayerKind } from '@tinyml/formats';

const greatestProduct = 8;

/** Small whole powers are products, which cost less and can be quantised. */
const power: LayerKind = {
  pointwise: true,
  build: (call) => {
    const { given } = call;
    const exponent = given.argument(1, 'y', 'x2');
    if (typeof exponent !== 'number' || !Number.isInteger(exponent) || exponent < 1 || exponent > greatestProduct)
      return call.emit('pow', {}, given.operands(), 'pow');
    const x = given.operand();
    if (exponent === 1) return call.emit('identity', {}, [x]);
    return Array.from({ length: exponent - 1 }).reduce<ValueId>(
      (result) => call.emit('mul', { activation: 'none' }, [result, x], 'product'),
      x,
    );
  },
};

export const keras: KerasEntry = { operations: { pow: power, power } };
