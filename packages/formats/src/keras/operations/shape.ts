import { elementCount, type ValueId } from '@tinyml/core';
import { permuteAxes } from '../axis.ts';
import { LayerError, none, word } from '../config.ts';
import type { LayerCall, LayerKind } from '../layer.ts';
import { argument, integersOf, requireTensor, tensorsOf } from './argument.ts';

export const operand = (call: LayerCall): ValueId =>
  requireTensor(call, argument(call, 0, 'x', 'input', 'tensor', 'value', 'a', 'array', 'images', 'params', 'inputs'));

export const shapeOf = (call: LayerCall, x: ValueId): readonly number[] => call.typeOf(x).shape;

/** An axis counted from the end where negative. */
export const counted = (axis: number, rank: number): number => {
  if (!Number.isInteger(axis) || axis < -rank || axis >= rank)
    throw new LayerError(`axis ${String(axis)} is not one of its input's`);
  return axis < 0 ? axis + rank : axis;
};

/** The same elements under another shape, as the operation's own node. */
const reshaped = (call: LayerCall, x: ValueId, newShape: readonly number[]): ValueId =>
  call.emit('reshape', { newShape }, [x], 'view');

export const reshape: LayerKind = {
  build: (call) => {
    const x = operand(call);
    const target = integersOf(call, argument(call, 1, 'shape', 'newshape', 'new_shape'), 'the new shape');
    const rest = elementCount(shapeOf(call, x)) / -elementCount(target);
    return reshaped(call, x, target.map((size) => (size === -1 ? rest : size))); // prettier-ignore
  },
};

export const ravel: LayerKind = {
  build: (call) => {
    const x = operand(call);
    return reshaped(call, x, [elementCount(shapeOf(call, x))]);
  },
};

/** A transposition; a view where only axes of size 1 move. */
const ordered = (call: LayerCall, x: ValueId, perm: readonly number[]): ValueId => {
  const result = permuteAxes(call, x, perm, 'transpose');
  return result === x ? call.emit('identity', {}, [x]) : result;
};

export const transpose: LayerKind = {
  build: (call) => {
    const x = operand(call);
    const axes = shapeOf(call, x).map((_, axis) => axis);
    const perm = argument(call, 1, 'perm', 'axes');
    return ordered(call, x, perm === null ? axes.toReversed() : integersOf(call, perm, 'the order of axes').map((axis) => counted(axis, axes.length))); // prettier-ignore
  },
};

export const swapAxes: LayerKind = {
  build: (call) => {
    const x = operand(call);
    const axes = shapeOf(call, x).map((_, axis) => axis);
    const [a = 0, b = 0] = [argument(call, 1, 'axis1'), argument(call, 2, 'axis2')].map((axis) =>
      counted(integersOf(call, axis, 'axis')[0] ?? 0, axes.length),
    );
    return ordered(call, x, axes.with(a, b).with(b, a));
  },
};

export const moveAxis: LayerKind = {
  build: (call) => {
    const x = operand(call);
    const rank = shapeOf(call, x).length;
    const [from, to] = [argument(call, 1, 'source'), argument(call, 2, 'destination')].map((axes) =>
      integersOf(call, axes, 'axis').map((axis) => counted(axis, rank)),
    ) as [number[], number[]];
    const rest = Array.from({ length: rank }, (_, axis) => axis).filter((axis) => !from.includes(axis));
    const perm = Array.from({ length: rank }, (_, axis) => (to.includes(axis) ? from[to.indexOf(axis)] : rest.shift()) ?? 0); // prettier-ignore
    return ordered(call, x, perm);
  },
};

export const expandDims: LayerKind = {
  build: (call) => {
    const x = operand(call);
    const shape = shapeOf(call, x);
    const axes = integersOf(call, argument(call, 1, 'axis', 'dim'), 'axis');
    const rank = shape.length + axes.length;
    const places = axes.map((axis) => counted(axis, rank)).toSorted((a, b) => a - b);
    return reshaped(call, x, places.reduce((sizes, axis) => sizes.toSpliced(axis, 0, 1), [...shape])); // prettier-ignore
  },
};

export const squeeze: LayerKind = {
  build: (call) => {
    const x = operand(call);
    const shape = shapeOf(call, x);
    const axis = argument(call, 1, 'axis', 'squeeze_dims');
    const axes = axis === null ? shape.flatMap((size, i) => (size === 1 ? [i] : [])) : integersOf(call, axis, 'axis').map((one) => counted(one, shape.length)); // prettier-ignore
    if (axes.some((one) => shape[one] !== 1)) throw new LayerError(`[${shape.join(', ')}] has more than one along an axis to squeeze`); // prettier-ignore
    return reshaped(call, x, shape.filter((_, i) => !axes.includes(i))); // prettier-ignore
  },
};

export const concatenate: LayerKind = {
  build: (call) => {
    const inputs = tensorsOf(call, argument(call, 0, 'xs', 'values', 'arrays'));
    const [x] = inputs;
    if (x === undefined) throw new LayerError('has no inputs');
    const [axis = 0] = integersOf(call, argument(call, 1, 'axis'), 'axis');
    return call.emit('concatenation', { axis: counted(axis, shapeOf(call, x).length), activation: none }, inputs);
  },
};

export const stack: LayerKind = {
  build: (call) => {
    const list = argument(call, 0, 'x', 'values', 'arrays');
    const inputs = Array.isArray(list) && list.some((item) => typeof item === 'number') ? [] : tensorsOf(call, list);
    if (inputs.length === 0) return call.known(integersOf(call, list, 'a dimension'));
    const [x] = inputs;
    if (x === undefined) throw new LayerError('has no inputs');
    const numbers = inputs.map((id) => call.numbers(id));
    if (numbers.every((list) => list?.length === 1)) return call.known(numbers.flatMap((list) => list ?? []));
    const value = argument(call, 1, 'axis');
    const [axis = 0] = value === null ? [0] : integersOf(call, value, 'axis');
    return call.emit('pack', { axis: counted(axis, shapeOf(call, x).length + 1) }, inputs);
  },
};

/** The dimensions, which are known: an operation on them is one on numbers. */
export const shapeOperation: LayerKind = {
  build: (call) => {
    const sizes = shapeOf(call, operand(call));
    return call.known(sizes);
  },
};

export const identity: LayerKind = { build: (call) => call.emit('identity', {}, [operand(call)]), pointwise: true };

/** A cast to the type that the tensor has. */
export const cast: LayerKind = {
  build: (call) => {
    const x = operand(call);
    const { dtype } = call.typeOf(x);
    const wanted = word(argument(call, 1, 'dtype'), 'float32');
    if (wanted !== dtype) throw new LayerError(`a cast from ${dtype} to ${wanted} is not supported`);
    return call.emit('identity', {}, [x]);
  },
};
