import type { ValueId } from '@tinyml/core';
import { alongLast, axisOf, slicedAlong } from '../../translation/axes.ts';
import { clipped } from '../../translation/clipped.ts';
import type { PytorchEntry, TorchBuild, TorchCall } from '../slot.ts';

const none = { activation: 'none' } as const;

const self = (call: TorchCall): ValueId =>
  call.as(call.tensor(call.argument('input') === undefined ? 'self' : 'input'), 'float32');

/** Arithmetic with numbers, on float32. */
const by = ({ to }: TorchCall) => ({
  times: (x: ValueId, factor: number): ValueId => factor === 1 ? x : to.emit('mul', none, [x, to.floats('factor', [], [factor])], 'scaled'), // prettier-ignore
  plus: (x: ValueId, term: number): ValueId => to.emit('add', none, [x, to.floats('term', [], [term])], 'shifted'),
  product: (a: ValueId, b: ValueId): ValueId => to.emit('mul', none, [a, b], 'product'),
  sum: (a: ValueId, b: ValueId): ValueId => to.emit('add', none, [a, b], 'sum'),
});

/** log(1 + exp x), without an overflow. */
const softplus = (call: TorchCall, x: ValueId): ValueId => {
  const { to } = call;
  const { plus, sum } = by(call);
  const below = to.emit('exp', {}, [to.emit('neg', {}, [to.emit('abs', {}, [x], 'abs')], 'neg')], 'exp');
  return sum(to.emit('relu', {}, [x], 'relu'), to.emit('log', {}, [plus(below, 1)], 'log'));
};

/** scale · x above 0, scale · alpha · (exp(inputScale · x) − 1) below. */
const elu = (call: TorchCall, x: ValueId, alpha: number, scale: number, inputScale: number): ValueId => {
  const { to } = call;
  const { times, sum } = by(call);
  if (alpha === 1 && inputScale === 1) return times(to.emit('elu', {}, [x], 'elu'), scale);
  const low = to.emit('minimum', {}, [times(x, inputScale), to.floats('zero', [], [0])], 'below');
  const below = times(to.emit('elu', {}, [low], 'elu'), alpha * scale);
  return sum(times(to.emit('relu', {}, [x], 'relu'), scale), below);
};

const softmax =
  (log: boolean, sign = 1): TorchBuild =>
  (call) =>
    alongLast(call.to, self(call), call.number('dim'), (x) =>
      log ? call.to.emit('log_softmax', {}, [x]) : call.to.emit('softmax', { beta: sign }, [x]),
    );

/** Klambauer et al., Self-Normalizing Neural Networks, 2017. */
const seluAlpha = 1.6732632423543772;
const seluScale = 1.0507009873554805;

const where = (call: TorchCall, condition: ValueId, x: ValueId, y: ValueId): ValueId =>
  call.to.emit('select_v2', {}, [condition, x, y], 'select');

export const activations: PytorchEntry = {
  'aten.softmax': softmax(false),
  'aten._softmax': softmax(false),
  'aten.log_softmax': softmax(true),
  'aten._log_softmax': softmax(true),
  'aten.elu': (call) => elu(call, self(call), call.number('alpha', 1), call.number('scale', 1), call.number('input_scale', 1)), // prettier-ignore
  'aten.selu': (call) => elu(call, self(call), seluAlpha, seluScale, 1),
  'aten.celu': (call) => elu(call, self(call), call.number('alpha', 1), 1, 1 / call.number('alpha', 1)),
  'aten.silu': (call) => by(call).product(self(call), call.to.emit('logistic', {}, [self(call)], 'logistic')),
  'aten.mish': (call) => {
    const x = self(call);
    return by(call).product(x, call.to.emit('tanh', {}, [softplus(call, x)], 'tanh'));
  },
  'aten.softplus': (call) => {
    const beta = call.number('beta', 1);
    const { times } = by(call);
    return times(softplus(call, times(self(call), beta)), 1 / beta);
  },
  'aten.log_sigmoid': (call) => call.to.emit('neg', {}, [softplus(call, call.to.emit('neg', {}, [self(call)], 'neg'))], 'log_sigmoid'), // prettier-ignore
  'aten.log_sigmoid_forward': (call) => call.to.emit('neg', {}, [softplus(call, call.to.emit('neg', {}, [self(call)], 'neg'))], 'log_sigmoid'), // prettier-ignore
  'aten.softsign': (call) => {
    const x = self(call);
    return call.to.emit('div', none, [x, by(call).plus(call.to.emit('abs', {}, [x], 'abs'), 1)], 'div');
  },
  'aten.hardsigmoid': (call) => by(call).times(call.to.emit('relu6', {}, [by(call).plus(self(call), 3)], 'relu6'), 1 / 6), // prettier-ignore
  'aten.hardtanh': (call) => clipped(call.to, self(call), call.number('min_val', -1), call.number('max_val', 1)),
  'aten.tanhshrink': (call) => {
    const x = self(call);
    return call.to.emit('sub', none, [x, call.to.emit('tanh', {}, [x], 'tanh')], 'sub');
  },
  'aten.softshrink': (call) => {
    const [x, limit] = [self(call), call.number('lambd', 0.5)];
    return call.to.emit('sub', none, [x, clipped(call.to, x, -limit, limit)], 'sub');
  },
  'aten.hardshrink': (call) => {
    const { to } = call;
    const x = self(call);
    const far = to.emit('greater', {}, [to.emit('abs', {}, [x], 'abs'), to.floats('limit', [], [call.number('lambd', 0.5)])], 'far'); // prettier-ignore
    return where(call, far, x, to.floats('zero', [], [0]));
  },
  'aten.threshold': (call) => {
    const { to } = call;
    const x = self(call);
    const above = to.emit('greater', {}, [x, to.floats('limit', [], [call.number('threshold')])], 'above');
    return where(call, above, x, to.floats('value', [], [call.number('value')]));
  },
  'aten.glu': (call) => {
    const { to } = call;
    const x = self(call);
    const axis = axisOf(call.number('dim', -1), to.shapeOf(x).length);
    const half = (to.shapeOf(x)[axis] ?? 2) / 2;
    const gate = to.emit('logistic', {}, [slicedAlong(to, x, axis, half, half)], 'gate');
    return by(call).product(slicedAlong(to, x, axis, 0, half), gate);
  },
  /** One slope for all, or one for each channel, which is the second axis. */
  'aten.prelu': (call) => {
    const { to } = call;
    const [x, weight] = [self(call), call.as(call.tensor('weight'), 'float32')];
    const [count = 1] = to.shapeOf(weight);
    const rank = to.shapeOf(x).length;
    const slopes = count === 1 ? to.reshaped(weight, [1]) : to.reshaped(weight, [count, ...new Array<number>(Math.max(0, rank - 2)).fill(1)]); // prettier-ignore
    return call.emit('prelu', {}, [x, slopes]);
  },
};
