import { elementCount, type ValueId } from '@tinyml/core';
import { axisOf, concatenated, padded, slicedAlong } from '../../translation/axes.ts';
import { TranslationError } from '../../translation/translation-error.ts';
import { listOf } from '../list-of.ts';
import type { PytorchEntry, TorchBuild, TorchCall } from '../slot.ts';

const self = (call: TorchCall): ValueId => call.tensor('self');

const gathered = (call: TorchCall, x: ValueId, axis: number, shape: readonly number[], places: readonly number[]) =>
  call.to.emit('gather', { axis, batchDims: 0 }, [x, call.to.ints('places', shape, places)], 'gather');

const flat = (call: TorchCall, x: ValueId): ValueId => call.to.reshaped(x, [elementCount(call.shapeOf(x))]);

/** Parts at indices, or as many as a number says, the first ones longer by one. */
const tensorSplit: TorchBuild = (call) => {
  const x = self(call);
  const shape = call.shapeOf(x);
  const axis = axisOf(call.number('dim', 0), shape.length);
  const size = shape[axis] ?? 1;
  const sections = call.has('sections') ? call.number('sections') : 0;
  const places = call.has('indices') ? call.numbers('indices') : [];
  const [each, longer] = [Math.floor(size / sections), size % sections];
  const starts = sections > 0 ? listOf(sections, (i) => i * each + Math.min(i, longer)) : [0, ...places]; // prettier-ignore
  return starts.map((start, i) => {
    const count = (starts[i + 1] ?? size) - start;
    if (count < 1) throw new TranslationError('one of its parts is empty');
    return slicedAlong(call.to, x, axis, start, count);
  });
};

const stacked =
  (axis: (rank: number) => number, least: number): TorchBuild =>
  (call) => {
    const parts = call.tensors('tensors').map((part) => {
      const shape = call.shapeOf(part);
      return shape.length >= least ? part : call.to.reshaped(part, [...new Array<number>(least - shape.length).fill(1), ...shape]); // prettier-ignore
    });
    return concatenated(call.to, parts, axis(call.shapeOf(parts[0] ?? '').length));
  };

const atLeast =
  (rank: number): TorchBuild =>
  (call) => {
    const shape = call.shapeOf(self(call));
    if (shape.length >= rank) return self(call);
    const [only = 1, second = 1] = shape;
    if (rank === 1) return call.to.reshaped(self(call), [1]);
    if (rank === 2) return call.to.reshaped(self(call), [1, only]);
    return call.to.reshaped(self(call), shape.length === 2 ? [only, second, 1] : [1, only, 1]);
  };

const diagonal: TorchBuild = (call) => {
  const { to } = call;
  const shape = call.shapeOf(self(call));
  const [first, second] = [axisOf(call.number('dim1', 0), shape.length), axisOf(call.number('dim2', 1), shape.length)];
  const rest = listOf(shape.length, (i) => i).filter((i) => i !== first && i !== second);
  const moved = to.permuted(self(call), [...rest, first, second]);
  const [rows = 1, columns = 1] = [shape[first], shape[second]];
  const offset = call.number('offset', 0);
  const begin = offset < 0 ? -offset * columns : offset;
  const count = Math.min(rows - Math.max(0, -offset), columns - Math.max(0, offset));
  if (count < 1) throw new TranslationError('its result is empty');
  const outer = rest.map((axis) => shape[axis] ?? 1);
  const whole = to.reshaped(moved, [...outer, rows * columns]);
  return gathered(call, whole, outer.length, [count], listOf(count, (i) => begin + i * (columns + 1))); // prettier-ignore
};

/** Windows along one axis, as a further axis at the end. */
const unfold: TorchBuild = (call) => {
  const { to } = call;
  const shape = call.shapeOf(self(call));
  const axis = axisOf(call.number('dimension'), shape.length);
  const [size, step] = [call.number('size'), call.number('step')];
  const count = Math.floor(((shape[axis] ?? 1) - size) / step) + 1;
  const places = listOf(count * size, (i) => Math.floor(i / size) * step + (i % size));
  const windows = gathered(call, self(call), axis, [count, size], places);
  const axes = listOf(shape.length + 1, (i) => i).filter((i) => i !== axis + 1);
  return to.permuted(windows, [...axes, axis + 1]);
};

/** All windows of an image, each as a column [c · kh · kw]. */
const imageToColumns: TorchBuild = (call) => {
  const { to } = call;
  const pair = (name: string): readonly [number, number] => {
    const [a = 1, b = a] = call.numbers(name);
    return [a, b];
  };
  const [kernel, dilation, padding, stride] = [pair('kernel_size'), pair('dilation'), pair('padding'), pair('stride')];
  const around = [[0, 0], [0, 0], [padding[0], padding[0]], [padding[1], padding[1]]] as const; // prettier-ignore
  const x = padded(to, self(call), around);
  const [n = 1, c = 1, height = 1, width = 1] = to.shapeOf(x);
  const counts = ([0, 1] as const).map((i) => Math.floor(((i === 0 ? height : width) - (kernel[i] - 1) * dilation[i] - 1) / stride[i]) + 1); // prettier-ignore
  const [rows = 1, columns = 1] = counts;
  const taps = kernel[0] * kernel[1];
  const places = listOf(taps * rows * columns, (i) => {
    const [tap, at] = [Math.floor(i / (rows * columns)), i % (rows * columns)];
    const y = Math.floor(tap / kernel[1]) * dilation[0] + Math.floor(at / columns) * stride[0];
    return y * width + (tap % kernel[1]) * dilation[1] + (at % columns) * stride[1];
  });
  const whole = gathered(call, to.reshaped(x, [n, c, height * width]), 2, [places.length], places);
  return to.reshaped(whole, [n, c * taps, rows * columns]);
};

/** Coordinates of a grid: each vector along an axis of its own. */
const meshgrid: TorchBuild = (call) => {
  const { to } = call;
  const vectors = call.tensors('tensors').map((vector) => flat(call, vector));
  const swapped = call.word('indexing', 'ij') === 'xy' && vectors.length > 1;
  const order = vectors.map((_, i) => (swapped && i < 2 ? 1 - i : i));
  const shape = order.map((i) => call.shapeOf(vectors[i] ?? '')[0] ?? 1);
  return vectors.map((vector, i) => {
    const own = shape.map((size, axis) => (order[axis] === i ? size : 1));
    return to.emit('broadcast_to', {}, [to.reshaped(vector, own), to.ints('shape', [shape.length], shape)], 'grid');
  });
};

const rotated: TorchBuild = (call) => {
  const { to } = call;
  const rank = call.shapeOf(self(call)).length;
  const [first = 0, second = 1] = call.numbers('dims', [0, 1]).map((axis) => axisOf(axis, rank));
  const turned = (x: ValueId, axis: number): ValueId => to.emit('reverse_v2', {}, [x, to.ints('axis', [1], [axis])], 'reverse'); // prettier-ignore
  const axes = listOf(rank, (i) => i);
  const swap = (x: ValueId): ValueId => to.permuted(x, axes.with(first, second).with(second, first));
  const turns = ((call.number('k', 1) % 4) + 4) % 4;
  if (turns === 2) return turned(turned(self(call), first), second);
  if (turns === 0) return self(call);
  return turns === 1 ? swap(turned(self(call), second)) : turned(swap(self(call)), second);
};

/** As many shapes as there are tensors, all as the broadest. */
const broadcastTensors: TorchBuild = (call) => {
  const { to } = call;
  const tensors = call.tensors('tensors');
  const rank = Math.max(...tensors.map((id) => call.shapeOf(id).length));
  const raised = tensors.map((id) => {
    const shape = call.shapeOf(id);
    return to.reshaped(id, [...new Array<number>(rank - shape.length).fill(1), ...shape]);
  });
  const shape = listOf(rank, (axis) => Math.max(...raised.map((id) => call.shapeOf(id)[axis] ?? 1)));
  return raised.map(
    (id) =>
    call.shapeOf(id).join() === shape.join() ? id : to.emit('broadcast_to', {}, [id, to.ints('shape', [rank], shape)], 'broadcast'), // prettier-ignore
  );
};

export const rearrangements: PytorchEntry = {
  'aten.tensor_split': tensorSplit,
  'aten.hstack': stacked((rank) => (rank === 1 ? 0 : 1), 1),
  'aten.vstack': stacked(() => 0, 2),
  'aten.atleast_1d': atLeast(1),
  'aten.atleast_2d': atLeast(2),
  'aten.atleast_3d': atLeast(3),
  'aten.ravel': (call) => flat(call, self(call)),
  'aten.diagonal': diagonal,
  'aten.diagonal_copy': diagonal,
  'aten.unfold': unfold,
  'aten.unfold_copy': unfold,
  'aten.im2col': imageToColumns,
  'aten.meshgrid': meshgrid,
  'aten.rot90': rotated,
  'aten.broadcast_tensors': broadcastTensors,
  'aten.take': (call) => {
    const { to } = call;
    const count = elementCount(call.shapeOf(self(call)));
    const index = call.as(call.tensor('index'), 'int32');
    const known = to.numbers(index);
    const places = known === undefined ? to.emit('floor_mod', {}, [index, to.ints('count', [], [count])], 'places') : to.ints('places', call.shapeOf(index), known.map((at) => (at < 0 ? at + count : at))); // prettier-ignore
    return to.emit('gather', { axis: 0, batchDims: 0 }, [flat(call, self(call)), places], 'gather');
  },
  'aten.one_hot': (call) => {
    const { to } = call;
    const depth = call.number('num_classes', -1);
    if (depth < 1) throw new TranslationError('the number of classes depends on data', 'give num_classes');
    const operands = [call.as(self(call), 'int32'), to.ints('depth', [], [depth]), to.ints('on', [], [1]), to.ints('off', [], [0])]; // prettier-ignore
    return call.emit('one_hot', { axis: -1 }, operands);
  },
};
