import { elementCount, type ValueId } from '@tinyml/core';
import { axisOf, concatenated, padded, slicedAlong } from '../../translation/axes.ts';
import { TranslationError } from '../../translation/translation-error.ts';
import { listOf } from '../list-of.ts';
import type { PytorchEntry, TorchBuild, TorchCall } from '../slot.ts';

const self = (call: TorchCall): ValueId => call.tensor('self');

const rankOf = (call: TorchCall, x: ValueId): number => call.shapeOf(x).length;

/** Sizes with −1 once for the rest. @throws TranslationError where they do not fit */
const filled = (shape: readonly number[], sizes: readonly number[]): readonly number[] => {
  const rest = elementCount(shape) / sizes.reduce((product, size) => (size === -1 ? product : product * size), 1);
  const result = sizes.map((size) => (size === -1 ? rest : size));
  if (elementCount(result) !== elementCount(shape))
    throw new TranslationError(`[${shape.join(', ')}] has other elements than [${sizes.join(', ')}]`);
  return result;
};

const view =
  (name: string): TorchBuild =>
  (call) =>
    call.to.reshaped(self(call), filled(call.shapeOf(self(call)), call.numbers(name)));

const flatten: TorchBuild = (call) => {
  const shape = call.shapeOf(self(call));
  if (shape.length === 0) return call.to.reshaped(self(call), [1]);
  const first = axisOf(call.number('start_dim', 0), shape.length);
  const last = axisOf(call.number('end_dim', -1), shape.length);
  return call.to.reshaped(self(call), shape.toSpliced(first, last - first + 1, elementCount(shape.slice(first, last + 1)))); // prettier-ignore
};

const unflatten: TorchBuild = (call) => {
  const shape = call.shapeOf(self(call));
  const axis = axisOf(call.number('dim'), shape.length);
  return call.to.reshaped(self(call), shape.toSpliced(axis, 1, ...filled([shape[axis] ?? 1], call.numbers('sizes'))));
};

const squeeze: TorchBuild = (call) => {
  const shape = call.shapeOf(self(call));
  const axes = call.has('dim')
    ? call.numbers('dim').map((axis) => axisOf(axis, shape.length))
    : shape.map((_, axis) => axis);
  return call.to.reshaped(self(call), shape.filter((size, axis) => size !== 1 || !axes.includes(axis))); // prettier-ignore
};

const permute: TorchBuild = (call) => {
  const rank = rankOf(call, self(call));
  return call.to.permuted(self(call), call.numbers('dims').map((axis) => axisOf(axis, rank))); // prettier-ignore
};

const swap = (call: TorchCall, x: ValueId, a: number, b: number): ValueId => {
  const rank = rankOf(call, x);
  if (rank < 2) return x;
  const [i, j] = [axisOf(a, rank), axisOf(b, rank)];
  const axes = listOf(rank, (axis) => axis);
  return call.to.permuted(x, axes.with(i, j).with(j, i));
};

const moved: TorchBuild = (call) => {
  const rank = rankOf(call, self(call));
  const from = call.numbers('source').map((axis) => axisOf(axis, rank));
  const to = call.numbers('destination').map((axis) => axisOf(axis, rank));
  const rest = listOf(rank, (axis) => axis).filter((axis) => !from.includes(axis));
  const perm = listOf(rank, (axis) => {
    const at = to.indexOf(axis);
    return at < 0 ? (rest.shift() ?? 0) : (from[at] ?? 0);
  });
  return call.to.permuted(self(call), perm);
};

/** Axes in front of x, so that it has as many as there are sizes. */
const raised = (call: TorchCall, x: ValueId, rank: number): ValueId => {
  const shape = call.shapeOf(x);
  return call.to.reshaped(x, [...new Array<number>(Math.max(0, rank - shape.length)).fill(1), ...shape]);
};

const broadcast = (call: TorchCall, x: ValueId, shape: readonly number[]): ValueId => {
  const { to } = call;
  const high = raised(call, x, shape.length);
  const own = to.shapeOf(high);
  const wanted = shape.map((size, axis) => (size === -1 ? (own[axis] ?? 1) : size));
  if (elementCount(own) === elementCount(wanted)) return to.reshaped(high, wanted);
  return to.emit('broadcast_to', {}, [high, to.ints('shape', [wanted.length], wanted)], 'broadcast');
};

const repeat = (call: TorchCall, x: ValueId, times: readonly number[]): ValueId => {
  const { to } = call;
  const high = raised(call, x, times.length);
  if (times.every((count) => count === 1)) return high;
  return to.emit('tile', {}, [high, to.ints('multiples', [times.length], times)], 'tile');
};

const concatenate: TorchBuild = (call) => {
  const parts = call.tensors('tensors').filter((part) => elementCount(call.shapeOf(part)) > 0);
  const [first] = parts;
  if (first === undefined) throw new TranslationError('it has no operands');
  const dtype = call.result().dtype ?? call.typeOf(first).dtype;
  const axis = axisOf(call.number('dim', 0), rankOf(call, first));
  return concatenated(call.to, parts.map((part) => call.as(part, dtype)), axis); // prettier-ignore
};

const stack: TorchBuild = (call) => {
  const parts = call.tensors('tensors');
  const [first] = parts;
  if (first === undefined) throw new TranslationError('it has no operands');
  const axis = axisOf(call.number('dim', 0), rankOf(call, first) + 1);
  const dtype = call.result().dtype ?? call.typeOf(first).dtype;
  const widened = parts.map((part) => call.to.reshaped(call.as(part, dtype), call.shapeOf(part).toSpliced(axis, 0, 1)));
  return concatenated(call.to, widened, axis);
};

/** Parts of these sizes, one behind the other along an axis. */
const parts = (call: TorchCall, x: ValueId, axis: number, sizes: readonly number[]): readonly ValueId[] => {
  const { to } = call;
  if (sizes.length === 1) return [x];
  const [first] = sizes;
  if (sizes.every((size) => size === first))
    return to.emitAll('split', { numSplits: sizes.length }, [to.ints('axis', [], [axis]), x], 'split');
  const operands = [x, to.ints('sizes', [sizes.length], sizes), to.ints('axis', [], [axis])];
  return to.emitAll('split_v', { numSplits: sizes.length }, operands, 'split');
};

const along = (call: TorchCall, x: ValueId): readonly [axis: number, size: number] => {
  const shape = call.shapeOf(x);
  const axis = axisOf(call.number('dim', 0), shape.length);
  return [axis, shape[axis] ?? 1];
};

const evenly = (call: TorchCall, each: number): readonly ValueId[] => {
  const [axis, size] = along(call, self(call));
  if (!(each >= 1)) throw new TranslationError('its parts would be empty');
  const count = Math.max(1, Math.ceil(size / each));
  return parts(call, self(call), axis, listOf(count, (i) => Math.min(each, size - i * each))); // prettier-ignore
};

const split: TorchBuild = (call) => {
  const name = call.has('split_sizes') ? 'split_sizes' : call.has('split_size') ? 'split_size' : 'sizes';
  const sizes = call.numbers(name);
  if (!Array.isArray(call.argument(name))) return evenly(call, sizes[0] ?? 1);
  return parts(call, self(call), along(call, self(call))[0], sizes);
};

const unbind: TorchBuild = (call) => {
  const [axis] = along(call, self(call));
  return call.emitAll('unpack', { axis, count: call.shapeOf(self(call))[axis] ?? 1 }, [self(call)]);
};

const flip: TorchBuild = (call) => {
  const rank = rankOf(call, self(call));
  const axes = call.numbers('dims').map((axis) => axisOf(axis, rank));
  return axes.reduce(
    (x, axis) => call.to.emit('reverse_v2', {}, [x, call.to.ints('axis', [1], [axis])], 'reverse'),
    self(call),
  );
};

const roll: TorchBuild = (call) => {
  const { to } = call;
  const shape = call.shapeOf(self(call));
  const dims = call.numbers('dims', []);
  const shifts = call.numbers('shifts');
  const rolled = (x: ValueId, shift: number, axis: number): ValueId => {
    const size = to.shapeOf(x)[axis] ?? 1;
    const cut = (((-shift % size) + size) % size) as number;
    if (cut === 0) return x;
    return concatenated(to, [slicedAlong(to, x, axis, cut, size - cut), slicedAlong(to, x, axis, 0, cut)], axis);
  };
  if (dims.length === 0)
    return to.reshaped(rolled(to.reshaped(self(call), [elementCount(shape)]), shifts[0] ?? 0, 0), shape);
  return dims.reduce((x, axis, i) => rolled(x, shifts[i] ?? 0, axisOf(axis, shape.length)), self(call));
};

/** Each element several times, side by side. */
const interleaved: TorchBuild = (call) => {
  const { to } = call;
  const whole = !call.has('dim');
  const x = whole ? to.reshaped(self(call), [elementCount(call.shapeOf(self(call)))]) : self(call);
  const shape = to.shapeOf(x);
  const axis = whole ? 0 : axisOf(call.number('dim'), shape.length);
  const times = call.number('repeats');
  const apart = to.reshaped(x, shape.toSpliced(axis + 1, 0, 1));
  const multiples = apart === x ? [1] : to.shapeOf(apart).map((_, i) => (i === axis + 1 ? times : 1));
  return to.reshaped(repeat(call, apart, multiples), shape.with(axis, (shape[axis] ?? 1) * times));
};

/** Before and after each axis, the last axis first. */
const sidesOf = (call: TorchCall, x: ValueId): readonly (readonly [number, number])[] => {
  const given = call.numbers(call.has('pad') ? 'pad' : 'padding');
  const rank = rankOf(call, x);
  return listOf(rank, (axis) => {
    const at = 2 * (rank - 1 - axis);
    return [given[at] ?? 0, given[at + 1] ?? 0] as const;
  });
};

/** Indices along an axis that padding repeats: the nearest element, or those from the other end. */
const repeating = (call: TorchCall, mode: string): ValueId => {
  const { to } = call;
  return sidesOf(call, self(call)).reduce((x, [before, after], axis) => {
    if (before === 0 && after === 0) return x;
    const size = to.shapeOf(x)[axis] ?? 1;
    const places = listOf(before + size + after, (i) => {
      const at = i - before;
      return mode === 'circular' ? ((at % size) + size) % size : Math.min(Math.max(at, 0), size - 1);
    });
    return to.emit('gather', { axis, batchDims: 0 }, [x, to.ints('places', [places.length], places)], 'pad');
  }, self(call));
};

const pad =
  (fixed?: string): TorchBuild =>
  (call) => {
    const { to } = call;
    const x = self(call);
    const mode = fixed ?? call.word('mode', 'constant');
    const sides = sidesOf(call, x);
    if (mode === 'replicate' || mode === 'circular') return repeating(call, mode);
    if (mode === 'reflect')
      return to.emit('mirror_pad', { mode: 'reflect' }, [x, to.ints('paddings', [sides.length, 2], sides.flat())]);
    if (mode !== 'constant') throw new TranslationError(`mode ${mode} is not supported`);
    // What is negative is cut off.
    const cut = sides.reduce((part, [before, after], axis) => {
      const [first, last] = [Math.max(0, -before), Math.max(0, -after)];
      return slicedAlong(to, part, axis, first, (to.shapeOf(part)[axis] ?? 1) - first - last);
    }, x);
    const around = sides.map(([before, after]) => [Math.max(0, before), Math.max(0, after)] as const);
    return padded(to, cut, around, call.number('value', 0));
  };

export const shapes: PytorchEntry = {
  'aten.view': view('size'),
  'aten._unsafe_view': view('size'),
  'aten.view_copy': view('size'),
  'aten.reshape': view('shape'),
  'aten._reshape_copy': view('size'),
  'aten.view_as': (call) => call.to.reshaped(self(call), call.shapeOf(call.tensor('other'))),
  'aten.reshape_as': (call) => call.to.reshaped(self(call), call.shapeOf(call.tensor('other'))),
  'aten.flatten': flatten,
  'aten.unflatten': unflatten,
  'aten.squeeze': squeeze,
  'aten.squeeze_copy': squeeze,
  'aten.unsqueeze': (call) => {
    const shape = call.shapeOf(self(call));
    return call.to.reshaped(self(call), shape.toSpliced(axisOf(call.number('dim'), shape.length + 1), 0, 1));
  },
  'aten.permute': permute,
  'aten.permute_copy': permute,
  'aten.transpose': (call) => swap(call, self(call), call.number('dim0'), call.number('dim1')),
  'aten.swapaxes': (call) => swap(call, self(call), call.number('axis0'), call.number('axis1')),
  'aten.swapdims': (call) => swap(call, self(call), call.number('dim0'), call.number('dim1')),
  'aten.t': (call) => swap(call, self(call), 0, rankOf(call, self(call)) - 1),
  'aten.numpy_T': (call) => call.to.permuted(self(call), call.shapeOf(self(call)).map((_, i, all) => all.length - 1 - i)), // prettier-ignore
  'aten.adjoint': (call) => swap(call, self(call), -1, -2),
  'aten.mT': (call) => swap(call, self(call), -1, -2),
  'aten.movedim': moved,
  'aten.expand': (call) => broadcast(call, self(call), call.numbers('size')),
  'aten.expand_copy': (call) => broadcast(call, self(call), call.numbers('size')),
  'aten.expand_as': (call) => broadcast(call, self(call), call.shapeOf(call.tensor('other'))),
  'aten.broadcast_to': (call) => broadcast(call, self(call), call.numbers('size')),
  'aten.repeat': (call) => repeat(call, self(call), call.numbers('repeats')),
  'aten.tile': (call) => {
    const dims = call.numbers('dims');
    const missing = Math.max(0, rankOf(call, self(call)) - dims.length);
    return repeat(call, self(call), [...new Array<number>(missing).fill(1), ...dims]);
  },
  'aten.repeat_interleave': interleaved,
  'aten.cat': concatenate,
  'aten.concat': concatenate,
  'aten.concatenate': concatenate,
  'aten.stack': stack,
  'aten.split': split,
  'aten.split_with_sizes': split,
  'aten.chunk': (call) => evenly(call, Math.ceil(along(call, self(call))[1] / call.number('chunks'))),
  'aten.unbind': unbind,
  'aten.flip': flip,
  'aten.roll': roll,
  'aten.pad': pad(),
  'aten.constant_pad_nd': pad('constant'),
  'aten.reflection_pad1d': pad('reflect'),
  'aten.reflection_pad2d': pad('reflect'),
  'aten.replication_pad1d': pad('replicate'),
  'aten.replication_pad2d': pad('replicate'),
};
