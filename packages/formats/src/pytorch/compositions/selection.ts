import { elementCount, type ValueId } from '@tinyml/core';
import { axisOf, concatenated, slicedAlong } from '../../translation/axes.ts';
import { TranslationError } from '../../translation/translation-error.ts';
import { isTensorName, type Argument } from '../program.ts';
import { listOf } from '../list-of.ts';
import type { PytorchEntry, TorchBuild, TorchCall } from '../slot.ts';

const none = { activation: 'none' } as const;
const noMasks = { beginMask: 0, endMask: 0, ellipsisMask: 0, newAxisMask: 0, shrinkAxisMask: 0 };

const self = (call: TorchCall): ValueId => call.tensor('self');

/** Indices counted from the end where they are negative, as ones from the beginning. */
const fromBeginning = (call: TorchCall, index: ValueId, size: number): ValueId => {
  const { to } = call;
  const known = to.numbers(index);
  if (known?.every((at) => at >= 0) === true) return index;
  if (known !== undefined) return to.ints('indices', to.shapeOf(index), known.map((at) => (at < 0 ? at + size : at))); // prettier-ignore
  return to.emit('floor_mod', {}, [call.as(index, 'int32'), to.ints('size', [], [size])], 'indices');
};

const gathered = (call: TorchCall, x: ValueId, axis: number, index: ValueId): ValueId =>
  call.to.emit('gather', { axis, batchDims: 0 }, [x, call.as(index, 'int32')], 'gather');

const axisIn = (call: TorchCall): number => axisOf(call.number('dim', 0), call.shapeOf(self(call)).length);

const select: TorchBuild = (call) => {
  const shape = call.shapeOf(self(call));
  const axis = axisIn(call);
  const at = call.number('index');
  const part = slicedAlong(call.to, self(call), axis, at < 0 ? at + (shape[axis] ?? 1) : at, 1);
  return call.to.reshaped(part, shape.toSpliced(axis, 1));
};

interface Range {
  readonly axis: number;
  readonly start: number;
  readonly end: number;
  readonly step: number;
}

const rangeOf = (call: TorchCall): Range => {
  const axis = axisIn(call);
  const size = call.shapeOf(self(call))[axis] ?? 1;
  const place = (value: number): number => Math.min(Math.max(value < 0 ? value + size : value, 0), size);
  const start = place(call.number('start', 0));
  return { axis, start, end: Math.max(start, place(call.number('end', size))), step: call.number('step', 1) };
};

const slice: TorchBuild = (call) => {
  const { to } = call;
  const shape = call.shapeOf(self(call));
  const { axis, start, end, step } = rangeOf(call);
  if (end <= start) throw new TranslationError('its result is empty');
  if (step === 1) return slicedAlong(to, self(call), axis, start, end - start);
  const list = (role: string, at: number, others: readonly number[]): ValueId =>
    to.ints(role, [shape.length], others.with(axis, at));
  const zeros = shape.map(() => 0);
  const ones = shape.map(() => 1);
  const operands = [list('begin', start, zeros), list('end', end, shape), list('strides', step, ones)];
  return to.emit('strided_slice', noMasks, [self(call), ...operands]);
};

/** x with other elements in one part of an axis. */
const replaced = (call: TorchCall, part: ValueId, axis: number, start: number, size: number): ValueId => {
  const { to } = call;
  const x = self(call);
  const whole = to.shapeOf(x)[axis] ?? 1;
  const before = start === 0 ? [] : [slicedAlong(to, x, axis, 0, start)];
  const rest = whole - start - size;
  const after = rest === 0 ? [] : [slicedAlong(to, x, axis, start + size, rest)];
  return concatenated(to, [...before, call.as(part, to.typeOf(x).dtype), ...after], axis);
};

/** Indices along one axis, or along several axes that follow each other from the first. */
const index: TorchBuild = (call) => {
  const { to } = call;
  const x = self(call);
  const shape = to.shapeOf(x);
  const given = call.argument('indices');
  const list = Array.isArray(given) ? (given as readonly Argument[]) : [];
  const axes = list.flatMap((one, axis) => (isTensorName(one) ? [axis] : []));
  const tensors = call.tensorsIn(list);
  if (tensors.some((id) => to.typeOf(id).dtype === 'bool'))
    throw new TranslationError('a mask as index gives a result whose size depends on data', 'use torch.where instead');
  const [axis, ...others] = axes;
  const [first] = tensors;
  if (axis === undefined || first === undefined) return x;
  const normal = tensors.map((id, i) => fromBeginning(call, id, shape[axes[i] ?? 0] ?? 1));
  if (others.length === 0) return gathered(call, x, axis, normal[0] ?? first);
  if (axes.some((each, i) => each !== axis + i)) throw new TranslationError('indices along axes that are apart are not supported'); // prettier-ignore
  // As one index along all these axes together.
  const sizes = axes.map((each) => shape[each] ?? 1);
  const flat = normal
    .map((id, i) => {
      const stride = elementCount(sizes.slice(i + 1));
      const whole = call.as(id, 'int32');
      return stride === 1 ? whole : to.emit('mul', none, [whole, to.ints('stride', [], [stride])], 'index');
    })
    .reduce((a, b) => to.emit('add', none, [a, b], 'index'));
  const merged = to.reshaped(x, shape.toSpliced(axis, axes.length, elementCount(sizes)));
  return gathered(call, merged, axis, flat);
};

/** The index of take_along_dim is broadcast to x, but for the axis. */
const broadcastIndex = (call: TorchCall, shape: readonly number[]): ValueId => {
  const { to } = call;
  if (call.has('index')) return call.tensor('index');
  const at = call.as(call.tensor('indices'), 'int32');
  const axis = axisIn(call);
  const wanted = to.shapeOf(at).map((size, i) => (i === axis ? size : Math.max(size, shape[i] ?? 1)));
  if (to.shapeOf(at).join() === wanted.join()) return at;
  return to.emit('broadcast_to', {}, [at, to.ints('shape', [wanted.length], wanted)], 'index');
};

/** The element of an axis that an index of the result's shape names: the place in the flat tensor is computed. */
const gather: TorchBuild = (call) => {
  const { to } = call;
  const x = self(call);
  const shape = to.shapeOf(x);
  const at = broadcastIndex(call, shape);
  const wanted = to.shapeOf(at);
  if (shape.length === 0) return x;
  const axis = axisIn(call);
  const strides = shape.map((_, i) => elementCount(shape.slice(i + 1)));
  const counts = wanted.map((_, i) => elementCount(wanted.slice(i + 1)));
  const base = Array.from(
    { length: elementCount(wanted) },
    (_, i) =>
    counts.reduce((sum, count, k) => sum + (k === axis ? 0 : (Math.floor(i / count) % (wanted[k] ?? 1)) * (strides[k] ?? 0)), 0), // prettier-ignore
  );
  const scaled = to.emit('mul', none, [call.as(at, 'int32'), to.ints('stride', [], [strides[axis] ?? 1])], 'place');
  const place = to.emit('add', none, [scaled, to.ints('base', wanted, base)], 'place');
  return gathered(call, to.reshaped(x, [elementCount(shape)]), 0, place);
};

const where: TorchBuild = (call) => {
  if (!call.has('self') && !call.has('other'))
    throw new TranslationError('its result has a size that depends on data', 'use torch.where(condition, a, b)');
  const operands = call.pair();
  return call.emit('select_v2', {}, [call.operand('condition', 'bool'), ...operands]);
};

const maskedFill: TorchBuild = (call) => {
  const { to } = call;
  const x = self(call);
  const result = to.emit('select_v2', {}, [call.operand('mask', 'bool'), call.operand('value', to.typeOf(x).dtype), x]);
  return result;
};

const triangle =
  (upper: boolean): TorchBuild =>
  (call) => {
    const { to } = call;
    const x = call.as(self(call), call.typeOf(self(call)).dtype === 'bool' ? 'int32' : call.typeOf(self(call)).dtype);
    const diagonal = call.number('diagonal', 0);
    const [rows = 1, columns = 1] = to.shapeOf(x).slice(-2);
    const kept = listOf(rows * columns, (i) => {
      const distance = (i % columns) - Math.floor(i / columns);
      return (upper ? distance >= diagonal : distance <= diagonal) ? 1 : 0;
    });
    const mask = to.constant('triangle', { dtype: 'bool', shape: [rows, columns] }, Uint8Array.from(kept));
    return to.emit('select_v2', {}, [mask, x, call.scalar(0, to.typeOf(x))]);
  };

export const selections: PytorchEntry = {
  'aten.select': select,
  'aten.select_copy': select,
  'aten.slice': slice,
  'aten.slice_copy': slice,
  'aten.narrow': (call) => {
    const axis = axisIn(call);
    const start = call.number('start');
    const size = call.shapeOf(self(call))[axis] ?? 1;
    return slicedAlong(call.to, self(call), axis, start < 0 ? start + size : start, call.number('length'));
  },
  'aten.index': index,
  'aten.index_select': (call) => gathered(call, self(call), axisIn(call), call.tensor('index')),
  'aten.gather': gather,
  'aten.take_along_dim': gather,
  'aten.embedding': (call) => gathered(call, call.tensor('weight'), 0, call.tensor('indices')),
  'aten.where': where,
  'aten.masked_fill': maskedFill,
  'aten.tril': triangle(false),
  'aten.triu': triangle(true),
  'aten.slice_scatter': (call) => {
    const { axis, start, end, step } = rangeOf(call);
    if (step !== 1) throw new TranslationError('a step other than 1 is not supported');
    return replaced(call, call.tensor('src'), axis, start, end - start);
  },
  'aten.select_scatter': (call) => {
    const axis = axisIn(call);
    const shape = call.shapeOf(self(call));
    const at = call.number('index');
    const part = call.to.reshaped(call.tensor('src'), shape.with(axis, 1));
    return replaced(call, part, axis, at < 0 ? at + (shape[axis] ?? 1) : at, 1);
  },
};
