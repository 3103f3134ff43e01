import { elementCount, type ValueId } from '@tinyml/core';
import { alongLast, axisOf, slicedAlong } from '../../translation/axes.ts';
import { TranslationError } from '../../translation/translation-error.ts';
import { listOf } from '../list-of.ts';
import type { PytorchEntry, TorchBuild, TorchCall } from '../slot.ts';

const none = { activation: 'none' } as const;

type Reduction = 'mean' | 'sum' | 'reduce_max' | 'reduce_min' | 'reduce_prod' | 'reduce_any' | 'reduce_all';

/** The axes of the argument `dim`; all where it is absent or empty. */
const axesOf = (call: TorchCall, x: ValueId): readonly number[] => {
  const rank = call.shapeOf(x).length;
  const given = call.numbers('dim', []);
  return given.length === 0 ? listOf(rank, (i) => i) : given.map((axis) => axisOf(axis, rank));
};

const reduced = (call: TorchCall, op: Reduction, x: ValueId, axes: readonly number[], keepDims: boolean): ValueId => {
  const { to } = call;
  if (call.shapeOf(x).length === 0) return x;
  return to.emit(op, { keepDims }, [x, to.ints('axes', [axes.length], axes)], op);
};

const keep = (call: TorchCall): boolean => call.flag('keepdim');

/** Sums and products of truth values count. */
const numeric = (call: TorchCall): ValueId => {
  const x = call.tensor('self');
  const { dtype } = call.result();
  return dtype === undefined || call.typeOf(x).dtype === dtype ? x : call.as(x, dtype);
};

const over =
  (op: Reduction): TorchBuild =>
  (call) => {
    const x = op === 'reduce_any' || op === 'reduce_all' ? call.operand('self', 'bool') : numeric(call);
    return reduced(call, op, x, axesOf(call, x), keep(call));
  };

/** Where the greatest or least element of an axis is; of the whole tensor without one. */
const place =
  (op: 'arg_max' | 'arg_min'): TorchBuild =>
  (call) => {
    const { to } = call;
    const x = call.tensor('self');
    const shape = to.shapeOf(x);
    const all = !call.has('dim');
    const flat = all ? to.reshaped(x, [elementCount(shape)]) : x;
    const axis = all ? 0 : axisOf(call.number('dim'), shape.length);
    const at = to.emit(op, { outputType: 'int32' }, [flat, to.ints('axis', [], [axis])], op);
    if (!keep(call)) return at;
    return to.reshaped(at, all ? shape.map(() => 1) : shape.with(axis, 1));
  };

/** max and min: of all, along an axis with places, or of two tensors. */
const extreme =
  (op: 'reduce_max' | 'reduce_min', places: 'arg_max' | 'arg_min', pair: 'maximum' | 'minimum'): TorchBuild =>
  (call) => {
    if (call.has('other')) return call.to.emit(pair, {}, call.pair(), pair);
    const x = call.tensor('self');
    const result = reduced(call, op, x, axesOf(call, x), keep(call));
    return call.has('dim') ? [result, ...[place(places)(call)].flat()] : result;
  };

const squaredDeviations = (call: TorchCall, x: ValueId, axes: readonly number[]): readonly [ValueId, ValueId] => {
  const { to } = call;
  const mean = reduced(call, 'mean', x, axes, true);
  return [to.emit('square', {}, [to.emit('sub', none, [x, mean], 'centred')], 'square'), mean];
};

/** Variance with Bessel's correction, 1 by default. Results: the variance or its root, and the mean. */
const variance =
  (root: boolean, withMean: boolean): TorchBuild =>
  (call) => {
    const { to } = call;
    const x = call.as(call.tensor('self'), 'float32');
    const axes = axesOf(call, x);
    const count = axes.reduce((product, axis) => product * (call.shapeOf(x)[axis] ?? 1), 1);
    const correction = call.has('unbiased') ? call.number('unbiased') : call.number('correction', 1);
    const [squares] = squaredDeviations(call, x, axes);
    const mean = reduced(call, 'mean', squares, axes, keep(call));
    const factor = count / Math.max(0, count - correction);
    const result = factor === 1 ? mean : to.emit('mul', none, [mean, to.floats('factor', [], [factor])], 'variance');
    const rooted = root ? to.emit('sqrt', {}, [result], 'sqrt') : result;
    return withMean ? [rooted, reduced(call, 'mean', x, axes, keep(call))] : rooted;
  };

/** Norm of an order along axes. */
const norm =
  (order: string): TorchBuild =>
  (call) => {
    const { to } = call;
    const x = call.as(call.tensor('self'), 'float32');
    const axes = axesOf(call, x);
    const p = call.number(order, 2);
    const size = to.emit('abs', {}, [x], 'abs');
    if (p === Infinity || p === -Infinity)
      return reduced(call, p > 0 ? 'reduce_max' : 'reduce_min', size, axes, keep(call));
    if (p === 1) return reduced(call, 'sum', size, axes, keep(call));
    if (p === 2)
      return to.emit('sqrt', {}, [reduced(call, 'sum', to.emit('square', {}, [x], 'square'), axes, keep(call))], 'sqrt'); // prettier-ignore
    if (!(p > 0)) throw new TranslationError(`a norm of order ${String(p)} is not supported`);
    const powers = to.emit('pow', {}, [size, to.floats('order', [], [p])], 'powers');
    return to.emit('pow', {}, [reduced(call, 'sum', powers, axes, keep(call)), to.floats('root', [], [1 / p])], 'root');
  };

/** log of the sum of exponentials, without an overflow. */
const logSumExp: TorchBuild = (call) => {
  const { to } = call;
  const x = call.as(call.tensor('self'), 'float32');
  const axes = axesOf(call, x);
  const greatest = reduced(call, 'reduce_max', x, axes, true);
  const sum = reduced(call, 'sum', to.emit('exp', {}, [to.emit('sub', none, [x, greatest], 'sub')], 'exp'), axes, true);
  const result = to.emit('add', none, [to.emit('log', {}, [sum], 'log'), greatest], 'sum');
  const shape = call.shapeOf(result);
  return keep(call) ? result : to.reshaped(result, shape.filter((_, axis) => !axes.includes(axis))); // prettier-ignore
};

/** The greatest elements of an axis in their order, or the least. */
const topK =
  (count: (call: TorchCall, size: number) => number, largest: (call: TorchCall) => boolean): TorchBuild =>
  (call) => {
    const { to } = call;
    const x = call.as(call.tensor('self'), 'float32');
    const rank = call.shapeOf(x).length;
    const axis = axisOf(call.number('dim', -1), rank);
    const size = call.shapeOf(x)[axis] ?? 1;
    const sign = largest(call) ? x : to.emit('neg', {}, [x], 'neg');
    const found: ValueId[] = [];
    const values = alongLast(to, sign, axis, (last) => {
      const results = to.emitAll('topk_v2', {}, [last, to.ints('k', [], [count(call, size)])], 'topk');
      found.push(...results.slice(1));
      return results[0] ?? last;
    });
    const [places] = found;
    if (places === undefined) throw new TranslationError('it has no places');
    return [largest(call) ? values : to.emit('neg', {}, [values], 'neg'), alongLast(to, places, rank - 1, (at) => backTo(call, at, axis))]; // prettier-ignore
  };

/** Places along the last axis, with that axis where it was. */
const backTo = (call: TorchCall, at: ValueId, axis: number): ValueId => {
  const rank = call.shapeOf(at).length;
  const perm = listOf(rank, (i) => i).with(axis, rank - 1).with(rank - 1, axis); // prettier-ignore
  return call.to.permuted(at, perm);
};

/** One element of an axis in its order from the least, counted from 1. */
const kth =
  (place: (call: TorchCall, size: number) => number): TorchBuild =>
  (call) => {
    const x = call.tensor('self');
    const shape = call.shapeOf(x);
    const axis = axisOf(call.number('dim', -1), shape.length);
    const at = place(call, shape[axis] ?? 1) - 1;
    const sorted = [topK((_, size) => size, () => false)(call)].flat(); // prettier-ignore
    return sorted.map((each) => {
      const part = slicedAlong(call.to, each, axis, at, 1);
      return keep(call) ? part : call.to.reshaped(part, shape.toSpliced(axis, 1));
    });
  };

export const reductions: PytorchEntry = {
  'aten.kthvalue': kth((call) => call.number('k')),
  'aten.median': (call) => {
    if (!call.has('dim')) throw new TranslationError('a median of all elements is not supported', 'give dim');
    return kth((_, size) => Math.floor((size + 1) / 2))(call);
  },
  'aten.argsort': (call) => [topK((_, size) => size, (one) => one.flag('descending'))(call)].flat().slice(1), // prettier-ignore
  'aten.aminmax': (call) => {
    const x = call.tensor('self');
    return (['reduce_min', 'reduce_max'] as const).map((op) => reduced(call, op, x, axesOf(call, x), keep(call)));
  },
  'aten.count_nonzero': (call) => {
    const { to } = call;
    const x = call.tensor('self');
    const truth = call.typeOf(x).dtype === 'bool' ? x : to.emit('not_equal', {}, [x, call.scalar(0, call.typeOf(x))], 'truth'); // prettier-ignore
    return reduced(call, 'sum', call.as(truth, 'int32'), axesOf(call, x), false);
  },
  'aten.mean': over('mean'),
  'aten.sum': over('sum'),
  'aten.prod': over('reduce_prod'),
  'aten.amax': over('reduce_max'),
  'aten.amin': over('reduce_min'),
  'aten.any': over('reduce_any'),
  'aten.all': over('reduce_all'),
  'aten.max': extreme('reduce_max', 'arg_max', 'maximum'),
  'aten.min': extreme('reduce_min', 'arg_min', 'minimum'),
  'aten.argmax': place('arg_max'),
  'aten.argmin': place('arg_min'),
  'aten.var': variance(false, false),
  'aten.std': variance(true, false),
  'aten.var_mean': variance(false, true),
  'aten.std_mean': variance(true, true),
  'aten.norm': norm('p'),
  'aten.linalg_vector_norm': norm('ord'),
  'aten.logsumexp': logSumExp,
  'aten.cumsum': (call) => {
    const x = numeric(call);
    const axis = axisOf(call.number('dim'), call.shapeOf(x).length);
    return call.emit('cumsum', { exclusive: false, reverse: false }, [x, call.to.ints('axis', [], [axis])]);
  },
  'aten.topk': topK((call) => call.number('k'), (call) => call.flag('largest', true)), // prettier-ignore
  'aten.sort': topK((_, size) => size, (call) => call.flag('descending')), // prettier-ignore
};
