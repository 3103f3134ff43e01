import type { ValueId } from '@tinyml/core';
import type { TensorflowCall, TensorflowOperators } from '../call.ts';

const none = { activation: 'none' } as const;

const number = (call: TensorflowCall, role: string, value: number): ValueId => call.floats(role, [], [value]);

/** A result, but 0 where `x` is 0. */
const orZero = (call: TensorflowCall, x: ValueId, work: () => ValueId): ValueId => {
  const zero = number(call, 'zero', 0);
  return call.emit('select_v2', {}, [call.emit('equal', {}, [x, zero], 'is_zero'), zero, work()], 'select');
};

/** log(1 + eˣ) without overflow: max(x, 0) + log(1 + e^−|x|). */
const softplus = (call: TensorflowCall): ValueId => {
  const x = call.operand(0);
  const negative = call.emit('neg', {}, [call.emit('abs', {}, [x], 'abs')], 'neg');
  const one = call.emit('add', none, [call.emit('exp', {}, [negative], 'exp'), number(call, 'one', 1)], 'add');
  return call.emit('add', none, [call.emit('relu', {}, [x], 'relu'), call.emit('log', {}, [one], 'log')], 'sum');
};

/** scale · (max(x, 0) + alpha · elu(min(x, 0))) (Klambauer et al., Self-normalizing neural networks, 2017). */
const selu = (call: TensorflowCall): ValueId => {
  const x = call.operand(0);
  const [scale, alpha] = [1.0507009873554805, 1.6732632423543772];
  const below = call.emit('minimum', {}, [x, number(call, 'zero', 0)], 'below');
  const bent = call.emit('mul', none, [call.emit('elu', {}, [below], 'elu'), number(call, 'alpha', scale * alpha)], 'bent'); // prettier-ignore
  const above = call.emit('mul', none, [call.emit('relu', {}, [x], 'above'), number(call, 'scale', scale)], 'scaled');
  return call.emit('add', none, [above, bent], 'sum');
};

export const nonlinearity: TensorflowOperators = {
  AddV2: (call) => call.emit('add', none, [call.operand(0), call.operand(1)]),
  RealDiv: (call) => call.emit('div', none, [call.operand(0), call.operand(1)]),
  DivNoNan: (call) => orZero(call, call.operand(1), () => call.emit('div', none, [call.operand(0), call.operand(1)], 'div')), // prettier-ignore
  Xlogy: (call) => orZero(call, call.operand(0), () => call.emit('mul', none, [call.operand(0), call.emit('log', {}, [call.operand(1)], 'log')], 'mul')), // prettier-ignore
  /** What is not finite differs from itself. */
  IsFinite(call) {
    const difference = call.emit('sub', none, [call.operand(0), call.operand(0)], 'difference');
    return call.emit('equal', {}, [difference, number(call, 'zero', 0)], 'equal');
  },
  IsNan: (call) => call.emit('not_equal', {}, [call.operand(0), call.operand(0)]),
  Softplus: softplus,
  Selu: selu,
  Softsign(call) {
    const x = call.operand(0);
    const below = call.emit('add', none, [call.emit('abs', {}, [x], 'abs'), number(call, 'one', 1)], 'below');
    return call.emit('div', none, [x, below], 'softsign');
  },
  Reciprocal: (call) => call.emit('div', none, [number(call, 'one', 1), call.operand(0)]),
  Inv: (call) => call.emit('div', none, [number(call, 'one', 1), call.operand(0)]),
  Log1p: (call) =>
    call.emit('log', {}, [call.emit('add', none, [call.operand(0), number(call, 'one', 1)], 'add')], 'log'),
  Expm1: (call) => call.emit('sub', none, [call.emit('exp', {}, [call.operand(0)], 'exp'), number(call, 'one', 1)], 'sub'), // prettier-ignore
  Cast: (call) => call.cast(call.operand(0), call.attributes.type('DstT')),
  ClipByValue(call) {
    const above = call.emit('maximum', {}, [call.operand(0), call.operand(1)], 'maximum');
    return call.emit('minimum', {}, [above, call.operand(2)], 'minimum');
  },
  FakeQuantWithMinMaxArgs: (call) =>
    fakeQuantized(call, call.attributes.float('min', -6), call.attributes.float('max', 6)),
  FakeQuantWithMinMaxVars(call) {
    const [min = 0] = call.known(1, 'least value');
    const [max = 0] = call.known(2, 'greatest value');
    return fakeQuantized(call, min, max);
  },
};

const fakeQuantized = (call: TensorflowCall, min: number, max: number): ValueId => {
  const attrs = {
    min,
    max,
    numBits: call.attributes.int('num_bits', 8),
    narrowRange: call.attributes.flag('narrow_range'),
  };
  return call.emit('fake_quant', attrs, [call.operand(0)]);
};
