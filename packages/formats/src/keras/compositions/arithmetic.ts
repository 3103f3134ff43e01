import type { ValueId } from '@tinyml/core';
import type { LayerCall, LayerKind } from '../layer.ts';
import type { KerasEntry } from '../slot.ts';

const average: LayerKind = {
  pointwise: true,
  build: (call) => {
    const sum = call.fold((a, b, suffix) => call.emit('add', { activation: 'none' }, [a, b], suffix));
    return call.emit('mul', { activation: 'none' }, [sum, call.floats('share', [], [1 / call.inputs.length])], 'mean');
  },
};

/** The sum of a list. */
const sumOfList: LayerKind = {
  pointwise: true,
  build: (call) => {
    const [x, ...rest] = call.given.tensors(call.given.argument(0, 'inputs'));
    if (x === undefined) throw call.options.problem('has no inputs');
    if (rest.length === 0) return call.emit('identity', {}, [x]);
    return rest.reduce((sum, next, i) => call.emit('add', { activation: 'none' }, [sum, next], String(i + 1)), x);
  },
};

/** |x| is the greater of x and −x. */
const absolute: LayerKind = {
  pointwise: true,
  build: (call) => {
    const x = call.given.operand();
    const negated = call.emit('mul', { activation: 'none' }, [x, call.floats('negated', [], [-1])], 'negated');
    return call.emit('maximum', {}, [x, negated]);
  },
};

const product = (call: LayerCall, a: ValueId, b: ValueId): ValueId =>
  call.emit('mul', { activation: 'none' }, [a, b], 'product');

const greatestPower = 8;

/** Small whole powers, as products. */
const power: LayerKind = {
  pointwise: true,
  build: (call) => {
    const { given } = call;
    const x = given.operand();
    const exponent = given.number(given.argument(1, 'y', 'x2'), 'the exponent');
    if (!Number.isInteger(exponent) || exponent < 1 || exponent > greatestPower)
      throw call.options.problem(`the power ${String(exponent)} is not supported; 1 … ${String(greatestPower)} are`);
    if (exponent === 1) return call.emit('identity', {}, [x]);
    return Array.from({ length: exponent - 1 }).reduce<ValueId>((result) => product(call, result, x), x);
  },
};

/** (a − b)² */
const squaredDifference: LayerKind = {
  pointwise: true,
  build: (call) => {
    const difference = call.emit('sub', { activation: 'none' }, call.given.operands(), 'difference');
    return product(call, difference, difference);
  },
};

const clipped: LayerKind = {
  pointwise: true,
  build: (call) => {
    const { given } = call;
    const least = given.argument(1, 'clip_value_min', 'x_min', 'min_value');
    const most = given.argument(2, 'clip_value_max', 'x_max', 'max_value');
    return call.clip(
      given.operand(),
      given.number(least, 'the least value', -Infinity),
      given.number(most, 'the greatest value', Infinity),
    );
  },
};

export const arithmetic: KerasEntry = {
  layers: { Average: average },
  operations: {
    abs: absolute,
    absolute,
    add_n: sumOfList,
    clip: clipped,
    clip_by_value: clipped,
    pow: power,
    power,
    squared_difference: squaredDifference,
  },
};
