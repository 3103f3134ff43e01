import type { ValueId } from '@tinyml/core';
import { alongLast } from '../../translation/axes.ts';
import { TranslationError } from '../../translation/translation-error.ts';
import type { OnnxCall, OnnxOperator, OnnxOperators } from '../call.ts';
import { plain, product } from './words.ts';

/** Indices of an axis of `size` as int32, counted from the beginning: those of ONNX may count from the end. */
export const indicesOf = (call: OnnxCall, x: ValueId, size: number): ValueId => {
  const known = call.numbers(x);
  if (known !== undefined)
    return call.ints(
      'indices',
      call.shapeOf(x),
      known.map((at) => (at < 0 ? at + size : at)),
    );
  const narrow = call.cast(x, 'int32');
  const isNegative = call.emit('less', {}, [narrow, call.ints('zero', [], [0])]);
  const fromEnd = call.emit('add', plain, [narrow, call.ints('size', [], [size])]);
  return call.emit('select_v2', {}, [isNegative, fromEnd, narrow]);
};

const gather: OnnxOperator = (call) => {
  const x = call.operand(0);
  const axis = call.axisOf(x, call.attributes.int('axis', 0));
  const indices = indicesOf(call, call.operand(1), call.shapeOf(x)[axis] ?? 1);
  return call.emit('gather', { axis, batchDims: 0 }, [x, indices]);
};

/** For each element of a tensor of `shape` its place along every axis, with `at` for that along `axis`: [...shape, rank]. */
const coordinates = (call: OnnxCall, shape: readonly number[], axis: number, at: ValueId): ValueId => {
  const count = product(shape);
  const columns = shape.map((size, i) => {
    if (i === axis) return call.reshaped(at, [count, 1]);
    const step = product(shape.slice(i + 1));
    return call.ints(`axis${String(i)}`, [count, 1], Array.from({ length: count }, (_, k) => Math.floor(k / step) % size)); // prettier-ignore
  });
  const table = columns.length === 1 ? (columns[0] ?? at) : call.emit('concatenation', { axis: 1, activation: 'none' }, columns); // prettier-ignore
  return call.reshaped(table, [...shape, shape.length]);
};

const gatherElements: OnnxOperator = (call) => {
  const x = call.operand(0);
  const axis = call.axisOf(x, call.attributes.int('axis', 0));
  const indices = indicesOf(call, call.operand(1), call.shapeOf(x)[axis] ?? 1);
  return call.emit('gather_nd', {}, [x, coordinates(call, call.shapeOf(indices), axis, indices)]);
};

/** Tuples of indices in which each may count from the end of its axis. */
const tuplesOf = (call: OnnxCall, x: ValueId, sizes: readonly number[]): ValueId => {
  const shape = call.shapeOf(x);
  const depth = shape.at(-1) ?? 1;
  const known = call.numbers(x);
  if (known !== undefined)
    return call.ints('indices', shape, known.map((at, i) => (at < 0 ? at + (sizes[i % depth] ?? 1) : at))); // prettier-ignore
  const narrow = call.cast(x, 'int32');
  const isNegative = call.emit('less', {}, [narrow, call.ints('zero', [], [0])]);
  const fromEnd = call.emit('add', plain, [narrow, call.ints('sizes', [depth], sizes.slice(0, depth))]);
  return call.emit('select_v2', {}, [isNegative, fromEnd, narrow]);
};

const gatherNd: OnnxOperator = (call) => {
  const x = call.operand(0);
  const batch = call.attributes.int('batch_dims', 0);
  const shape = call.shapeOf(x);
  const indices = tuplesOf(call, call.operand(1), shape.slice(batch));
  if (batch === 0) return call.emit('gather_nd', {}, [x, indices]);
  const [lead, rest] = [shape.slice(0, batch), call.shapeOf(indices).slice(batch)];
  const [count, each] = [product(lead), product(rest.slice(0, -1))];
  const tuples = call.reshaped(indices, [count * each, rest.at(-1) ?? 1]);
  const own = call.ints(
    'batch',
    [count * each, 1],
    Array.from({ length: count * each }, (_, i) => Math.floor(i / each)),
  );
  const table = call.emit('concatenation', { axis: 1, activation: 'none' }, [own, tuples]);
  const flat = call.reshaped(x, [count, ...shape.slice(batch)]);
  const found = call.emit('gather_nd', {}, [flat, table]);
  return call.reshaped(found, [...lead, ...rest.slice(0, -1), ...call.shapeOf(found).slice(1)]);
};

const oneHot: OnnxOperator = (call) => {
  const [depth = 1] = call.known(1, 'depth') ?? [];
  const axis = call.attributes.int('axis', -1);
  const places = call.operand(0);
  const rank = call.rankOf(places) + 1;
  const at = axis < 0 ? axis + rank : axis;
  // An index counts from the end where it is negative; outside of the depth it names nothing.
  const wrapped = indicesOf(call, places, depth);
  const values = call.operand(2);
  const [off, on] = [0, 1].map((i) => call.reshaped(call.emit('slice', {}, [values, call.ints('at', [1], [i]), call.ints('one', [1], [1])]), [])); // prettier-ignore
  return call.emit('one_hot', { axis: at === rank - 1 ? -1 : at }, [wrapped, call.ints('depth', [], [depth]), on ?? values, off ?? values]); // prettier-ignore
};

/** The greatest, or least, elements along an axis, and their places. */
const topK: OnnxOperator = (call) => {
  const x = call.operand(0);
  const axis = call.attributes.int('axis', -1);
  const k = call.version < 10 ? call.attributes.int('k', 1) : (call.known(1, 'k')?.[0] ?? 1);
  const isLargest = call.attributes.flag('largest', true);
  call.attributes.ignore('sorted');
  const { dtype } = call.typeOf(x);
  if (!isLargest && dtype !== 'float32') throw new TranslationError(`the least of ${dtype} are not supported`);
  const size = call.ints('k', [], [k]);
  let places = '';
  const values = alongLast(call, x, axis, (moved) => {
    const from = isLargest ? moved : call.emit('neg', {}, [moved]);
    const [found = '', at = ''] = call.emitAll('topk_v2', {}, [from, size]);
    places = at;
    return isLargest ? found : call.emit('neg', {}, [found]);
  });
  const moved = alongLastOf(call, places, call.axisOf(x, axis), call.rankOf(x));
  return [values, call.cast(moved, 'int64')];
};

const alongLastOf = (call: OnnxCall, x: ValueId, axis: number, rank: number): ValueId => {
  const perm = Array.from({ length: rank }, (_, i) => i);
  return call.permuted(x, perm.with(axis, rank - 1).with(rank - 1, axis));
};

/** x with `updates` at the places that rows of `table` name; sums where they are added. */
const scattered = (call: OnnxCall, x: ValueId, table: ValueId, updates: ValueId, reduction: string): ValueId => {
  const shape = call.shapeOf(x);
  const size = call.ints('shape', [shape.length], shape);
  const sums = call.emit('scatter_nd', {}, [table, updates, size]);
  if (reduction === 'add') return call.emit('add', plain, [x, sums]);
  if (reduction !== 'none') throw new TranslationError(`reduction ${reduction} is not supported`);
  const { shape: parts } = call.typeOf(updates);
  const ones = call.emit('fill', {}, [call.ints('parts', [parts.length], parts), call.ints('one', [], [1])]);
  const hits = call.emit('scatter_nd', {}, [table, ones, size]);
  return call.emit('select_v2', {}, [call.emit('greater', {}, [hits, call.ints('none', [], [0])]), sums, x]);
};

/** Sums are what the file means only where no place is named twice. */
const checkOnce = (call: OnnxCall, table: ValueId, reduction: string): void => {
  if (reduction !== 'none') return;
  const values = call.numbers(table);
  const depth = call.shapeOf(table).at(-1) ?? 1;
  if (values === undefined) throw new TranslationError('its indices depend on an input of the model');
  const rows = Array.from({ length: values.length / depth }, (_, i) => values.slice(i * depth, (i + 1) * depth).join());
  if (new Set(rows).size !== rows.length) throw new TranslationError('indices that name one place twice are not supported'); // prettier-ignore
};

const scatterNd: OnnxOperator = (call) => {
  const x = call.operand(0);
  const table = tuplesOf(call, call.operand(1), call.shapeOf(x));
  const reduction = call.attributes.text('reduction', 'none');
  checkOnce(call, table, reduction);
  return scattered(call, x, table, call.operand(2), reduction);
};

const scatterElements: OnnxOperator = (call) => {
  const x = call.operand(0);
  const axis = call.axisOf(x, call.attributes.int('axis', 0));
  const indices = indicesOf(call, call.operand(1), call.shapeOf(x)[axis] ?? 1);
  const table = coordinates(call, call.shapeOf(indices), axis, indices);
  const reduction = call.attributes.text('reduction', 'none');
  checkOnce(call, table, reduction);
  return scattered(call, x, table, call.operand(2), reduction);
};

export const gathering: OnnxOperators = {
  Gather: gather,
  GatherElements: gatherElements,
  GatherND: gatherNd,
  OneHot: oneHot,
  TopK: topK,
  ScatterND: scatterNd,
  ScatterElements: scatterElements,
  Scatter: scatterElements,
};
