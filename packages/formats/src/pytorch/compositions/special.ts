import type { ValueId } from '@tinyml/core';
import type { PytorchEntry, TorchBuild, TorchCall } from '../slot.ts';

const none = { activation: 'none' } as const;

const self = (call: TorchCall): ValueId => call.as(call.tensor('self'), 'float32');

const float = (call: TorchCall, value: number): ValueId => call.to.floats('number', [], [value]);

const isFinite = (call: TorchCall, x: ValueId): ValueId =>
  call.to.emit('less', {}, [call.to.emit('abs', {}, [x], 'abs'), float(call, Infinity)], 'finite');

/** A number in the place of what is no number, and of each infinity. Defaults: 0 and float32's limits. */
const nanToNum: TorchBuild = (call) => {
  const { to } = call;
  const x = self(call);
  const limit = 3.4028234663852886e38;
  const isNumber = to.emit('equal', {}, [x, x], 'number');
  const numbers = to.emit('select_v2', {}, [isNumber, x, float(call, call.number('nan', 0))], 'numbers');
  const replaced = (from: ValueId, infinity: number, by: number): ValueId =>
    to.emit('select_v2', {}, [to.emit('equal', {}, [from, float(call, infinity)], 'infinite'), float(call, by), from]);
  return replaced(replaced(numbers, Infinity, call.number('posinf', limit)), -Infinity, call.number('neginf', -limit));
};

/** sin(πx) / πx, 1 at 0 */
const sinc: TorchBuild = (call) => {
  const { to } = call;
  const x = to.emit('mul', none, [self(call), float(call, Math.PI)], 'angle');
  const isZero = to.emit('equal', {}, [x, float(call, 0)], 'zero');
  const divisor = to.emit('select_v2', {}, [isZero, float(call, 1), x], 'divisor');
  const quotient = to.emit('div', none, [to.emit('sin', {}, [x], 'sin'), divisor], 'quotient');
  return to.emit('select_v2', {}, [isZero, float(call, 1), quotient], 'sinc');
};

const logit: TorchBuild = (call) => {
  const { to } = call;
  const given = self(call);
  const margin = call.number('eps', 0);
  const above = to.emit('maximum', {}, [given, float(call, margin)], 'above');
  const x = margin === 0 ? given : to.emit('minimum', {}, [above, float(call, 1 - margin)], 'below');
  const rest = to.emit('sub', none, [float(call, 1), x], 'rest');
  return to.emit('log', {}, [to.emit('div', none, [x, rest], 'odds')], 'log');
};

/** log(exp a + exp b), without an overflow. */
const logAddExp: TorchBuild = (call) => {
  const { to } = call;
  const [a, b] = call.pair();
  const distance = to.emit('abs', {}, [to.emit('sub', none, [a, b], 'difference')], 'distance');
  const less = to.emit('exp', {}, [to.emit('neg', {}, [distance], 'neg')], 'exp');
  const rest = to.emit('log', {}, [to.emit('add', none, [less, float(call, 1)], 'sum')], 'log');
  return to.emit('add', none, [to.emit('maximum', {}, [a, b], 'maximum'), rest], 'logaddexp');
};

/** The size of one with the sign of the other: 0 counts as positive. */
const copySign: TorchBuild = (call) => {
  const { to } = call;
  const [a, b] = call.pair();
  const size = to.emit('abs', {}, [a], 'abs');
  const isNegative = to.emit('less', {}, [b, float(call, 0)], 'negative');
  return to.emit('select_v2', {}, [isNegative, to.emit('neg', {}, [size], 'neg'), size], 'copysign');
};

export const specials: PytorchEntry = {
  'aten.erfc': (call) => call.to.emit('sub', none, [float(call, 1), call.to.emit('erf', {}, [self(call)], 'erf')], 'erfc'), // prettier-ignore
  'aten.isfinite': (call) => isFinite(call, self(call)),
  'aten.nan_to_num': nanToNum,
  'aten.sinc': sinc,
  'aten.special_sinc': sinc,
  'aten.logit': logit,
  'aten.special_logit': logit,
  'aten.logaddexp': logAddExp,
  'aten.copysign': copySign,
  'aten.hypot': (call) => {
    const { to } = call;
    const [a, b] = call.pair();
    const sum = to.emit(
      'add',
      none,
      [to.emit('square', {}, [a], 'square'), to.emit('square', {}, [b], 'square')],
      'sum',
    );
    return to.emit('sqrt', {}, [sum], 'hypot');
  },
  'aten.cosine_similarity': (call) => {
    const { to } = call;
    const [a, b] = [call.as(call.tensor('x1'), 'float32'), call.as(call.tensor('x2'), 'float32')];
    const rank = Math.max(to.shapeOf(a).length, to.shapeOf(b).length);
    const axis = call.number('dim', 1);
    const axes = to.ints('axes', [1], [axis < 0 ? axis + rank : axis]);
    const sum = (x: ValueId, y: ValueId): ValueId =>
      to.emit('sum', { keepDims: false }, [to.emit('mul', none, [x, y], 'product'), axes], 'sum');
    const length = (x: ValueId): ValueId =>
      to.emit('maximum', {}, [to.emit('sqrt', {}, [sum(x, x)], 'length'), float(call, call.number('eps', 1e-8))], 'length'); // prettier-ignore
    return to.emit('div', none, [sum(a, b), to.emit('mul', none, [length(a), length(b)], 'lengths')], 'cosine');
  },
};
