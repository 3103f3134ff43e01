import type { ValueId } from '@tinyml/core';
import type { Argument } from '../arguments.ts';
import { LayerError, none, word } from '../config.ts';
import type { LayerCall, LayerKind } from '../layer.ts';
import { argument, arrayOf, integersOf, numberOf } from './argument.ts';
import { counted, operand, shapeOf } from './shape.ts';

/** What of one axis is taken: `count` elements from `start`, `step` apart. */
interface Range {
  readonly start: number;
  readonly step: number;
  readonly count: number;
}

const whole = (size: number): Range => ({ start: 0, step: 1, count: size });

const isWhole = ({ start, step, count }: Range, size: number): boolean => start === 0 && step === 1 && count === size;

/** The elements of `x` that a range for each axis names. */
const slice = (call: LayerCall, x: ValueId, ranges: readonly Range[], suffix: string): ValueId => {
  const shape = shapeOf(call, x);
  if (ranges.some(({ count }) => count < 1)) throw new LayerError('a slice holds nothing');
  if (ranges.every((range, axis) => isWhole(range, shape[axis] ?? 1))) return x;
  const ends = ranges.map(({ start, step, count }) => start + step * count);
  // An end in front of the first element cannot be written as a number.
  const endMask = ends.reduce((mask, end, axis) => (end < 0 ? mask | (1 << axis) : mask), 0);
  const attrs = { beginMask: 0, endMask, ellipsisMask: 0, newAxisMask: 0, shrinkAxisMask: 0 };
  const list = (role: string, values: readonly number[]): ValueId =>
    call.ints(`${suffix}_${role}`, [values.length], values);
  return call.emit('strided_slice', attrs, [
    x,
    list('begin', ranges.map(({ start }) => start)), // prettier-ignore
    list('end', ends),
    list('strides', ranges.map(({ step }) => step)), // prettier-ignore
  ], suffix); // prettier-ignore
};

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));

/** Python's x[start:stop:step]. */
const rangeOf = (call: LayerCall, entry: Argument, size: number): Range => {
  if (typeof entry !== 'object' || entry === null || !('kind' in entry) || entry.kind !== 'slice')
    throw new LayerError('an index is not made of numbers that the file holds');
  const part = (value: Argument): number | undefined =>
    value === null ? undefined : integersOf(call, value, 'an index')[0];
  const step = part(entry.step) ?? 1;
  if (step === 0) throw new LayerError('a slice has the step 0');
  const [least, most] = step > 0 ? [0, size] : [-1, size - 1];
  const place = (value: number | undefined, fallback: number): number =>
    value === undefined ? fallback : clamp(value < 0 ? value + size : value, least, most);
  const start = place(part(entry.start), step > 0 ? 0 : size - 1);
  const stop = place(part(entry.stop), step > 0 ? size : -1);
  return { start, step, count: Math.max(0, Math.ceil((stop - start) / step)) };
};

const isEllipsis = (entry: Argument): boolean =>
  typeof entry === 'object' && entry !== null && 'kind' in entry && entry.kind === 'ellipsis';

const isSlice = (entry: Argument): boolean =>
  typeof entry === 'object' && entry !== null && 'kind' in entry && entry.kind === 'slice';

/** x[…]: slices, indices, an ellipsis and new axes. */
export const getItem: LayerKind = {
  build: (call) => {
    const x = operand(call);
    const spec = argument(call, 1, 'slice_spec', 'key');
    const entries: readonly Argument[] = Array.isArray(spec) ? (spec as readonly Argument[]) : [spec];
    const size = shapeOf(call, x);
    const given = entries.filter((entry) => entry !== null && !isEllipsis(entry)).length;
    const all: Argument = { kind: 'slice', start: null, stop: null, step: null };
    const rest = Array<Argument>(Math.max(0, size.length - given)).fill(all);
    const full = entries.some(isEllipsis) ? entries.flatMap((entry) => (isEllipsis(entry) ? rest : [entry])) : [...entries, ...rest]; // prettier-ignore
    const ranges: Range[] = [];
    const result: number[] = [];
    for (const entry of full) {
      if (entry === null) {
        result.push(1);
        continue;
      }
      const length = size[ranges.length];
      if (length === undefined) throw new LayerError('has more indices than its input has axes');
      if (isSlice(entry)) {
        const range = rangeOf(call, entry, length);
        ranges.push(range);
        result.push(range.count);
      } else {
        const [index = 0] = integersOf(call, entry, 'an index');
        if (index < -length || index >= length)
          throw new LayerError(`index ${String(index)} is outside of ${String(length)}`);
        ranges.push({ start: index < 0 ? index + length : index, step: 1, count: 1 });
      }
    }
    const numbers = call.numbers(x);
    const [only] = ranges;
    if (numbers !== undefined && only !== undefined) {
      const taken = Array.from({ length: only.count }, (_, i) => numbers[only.start + i * only.step] ?? 0);
      return call.known(result.length === 0 ? (taken[0] ?? 0) : taken);
    }
    const part = slice(call, x, ranges, 'slice');
    return call.emit('reshape', { newShape: result }, [part], 'view');
  },
};

/** tf.slice(x, begin, size). */
export const beginAndSize: LayerKind = {
  build: (call) => {
    const x = operand(call);
    const [begin, size] = [argument(call, 1, 'begin', 'start_indices'), argument(call, 2, 'size', 'shape')].map(
      (list) => integersOf(call, list, 'a position'),
    ) as [number[], number[]];
    const ranges = shapeOf(call, x).map((length, axis) => {
      const start = begin[axis] ?? 0;
      const wanted = size[axis] ?? -1;
      return { start, step: 1, count: wanted < 0 ? length - start : wanted };
    });
    return call.emit('identity', {}, [slice(call, x, ranges, 'slice')], 'part');
  },
};

/** Pieces of `sizes` along an axis. */
const pieces = (call: LayerCall, x: ValueId, axis: number, sizes: readonly number[]): readonly ValueId[] => {
  const shape = shapeOf(call, x);
  let start = 0;
  return sizes.map((count, i) => {
    const ranges = shape.map((size, at) => (at === axis ? { start, step: 1, count } : whole(size)));
    start += count;
    return slice(call, x, ranges, `part${String(i)}`);
  });
};

/** TensorFlow names a number of parts or their sizes; Keras 3 a number or the places between. */
export const split: LayerKind = {
  build: (call) => {
    const x = operand(call);
    const shape = shapeOf(call, x);
    const wanted = argument(call, 1, 'num_or_size_splits', 'indices_or_sections');
    const [place = 0] = integersOf(call, argument(call, 2, 'axis') ?? 0, 'axis');
    const axis = counted(place, shape.length);
    const size = shape[axis] ?? 1;
    const list = integersOf(call, wanted, 'the parts');
    if (!Array.isArray(wanted)) {
      const [count = 1] = list;
      if (count < 1 || size % count !== 0) throw new LayerError(`${String(size)} does not split into ${String(count)}`);
      return pieces(call, x, axis, Array<number>(count).fill(size / count));
    }
    if (call.keras === 2) {
      const known = list.filter((one) => one >= 0).reduce((sum, one) => sum + one, 0);
      return pieces(call, x, axis, list.map((one) => (one < 0 ? size - known : one))); // prettier-ignore
    }
    return pieces(call, x, axis, [...list, size].map((end, i) => end - (i === 0 ? 0 : (list[i - 1] ?? 0)))); // prettier-ignore
  },
};

export const unstack: LayerKind = {
  build: (call) => {
    const x = operand(call);
    const shape = shapeOf(call, x);
    const [place = 0] = integersOf(call, argument(call, 2, 'axis') ?? 0, 'axis');
    const axis = counted(place, shape.length);
    const rest = shape.toSpliced(axis, 1);
    return pieces(call, x, axis, Array<number>(shape[axis] ?? 1).fill(1)).map((part, i) =>
      call.emit('reshape', { newShape: rest }, [part], `item${String(i)}`),
    );
  },
};

/** The slices along `axis` that `indices` name. */
const gather = (call: LayerCall, x: ValueId, axis: number, indices: readonly number[], suffix: string): ValueId =>
  call.emit('gather', { axis, batchDims: 0 }, [x, call.ints(`${suffix}_indices`, [indices.length], indices)], suffix);

export const take: LayerKind = {
  build: (call) => {
    const x = operand(call);
    const shape = shapeOf(call, x);
    const [place = 0] = integersOf(call, argument(call, 2, 'axis') ?? 0, 'axis');
    const axis = counted(place, shape.length);
    const indices = arrayOf(argument(call, 1, 'indices'));
    if (indices === undefined) throw new LayerError('takes elements at places that the file does not hold');
    const size = shape[axis] ?? 1;
    const taken = gather(call, x, axis, indices.values.map((index) => (index < 0 ? index + size : index)), 'take'); // prettier-ignore
    return indices.shape.length === 1 ? taken : call.emit('reshape', { newShape: shape.toSpliced(axis, 1, ...indices.shape) }, [taken], 'view'); // prettier-ignore
  },
};

/** x[::-1] along axes. */
export const flip: LayerKind = {
  build: (call) => {
    const x = operand(call);
    const shape = shapeOf(call, x);
    const value = argument(call, 1, 'axis');
    const axes = value === null ? shape.map((_, axis) => axis) : integersOf(call, value, 'axis').map((axis) => counted(axis, shape.length)); // prettier-ignore
    const ranges = shape.map((size, axis) => axes.includes(axis) && size > 1 ? { start: size - 1, step: -1, count: size } : whole(size)); // prettier-ignore
    const result = slice(call, x, ranges, 'flip');
    return result === x ? call.emit('identity', {}, [x]) : result;
  },
};

/** The whole again and again, along each axis. */
export const tile: LayerKind = {
  build: (call) => {
    const x = operand(call);
    const rank = shapeOf(call, x).length;
    const counts = integersOf(call, argument(call, 1, 'multiples', 'repeats', 'n'), 'the counts');
    if (counts.length > rank || counts.some((count) => count < 1))
      throw new LayerError('its counts do not fit its input');
    const result = counts.reduce((sum, count, i) => {
      if (count === 1) return sum;
      const axis = rank - counts.length + i;
      return call.emit('concatenation', { axis, activation: none }, Array<ValueId>(count).fill(sum), `tile${String(axis)}`); // prettier-ignore
    }, x);
    return result === x ? call.emit('identity', {}, [x]) : result;
  },
};

/** Each element along an axis again and again. */
export const repeat: LayerKind = {
  build: (call) => {
    const x = operand(call);
    const shape = shapeOf(call, x);
    const [count = 1, ...others] = integersOf(call, argument(call, 1, 'repeats', 'rep'), 'the count');
    const value = argument(call, 2, 'axis');
    if (others.length > 0 || value === null || count < 1) throw new LayerError('needs one count and an axis');
    const axis = counted(numberOf(value, 'axis'), shape.length);
    const indices = Array.from({ length: (shape[axis] ?? 1) * count }, (_, i) => Math.floor(i / count));
    return gather(call, x, axis, indices, 'repeat');
  },
};

/** What lies at `place` outside of `size` elements that are mirrored at the edge, the edge itself twice where `symmetric`. */
const mirrored = (place: number, size: number, symmetric: boolean): number => {
  const edge = symmetric ? 1 : 0;
  if (place < 0) return -place - edge;
  return place < size ? place : 2 * size - 2 - place + edge;
};

/** Constant padding, or the mirrored elements. */
export const pad: LayerKind = {
  build: (call) => {
    const x = operand(call);
    const shape = shapeOf(call, x);
    const pairs = arrayOf(argument(call, 1, 'paddings', 'pad_width'));
    if (pairs === undefined) throw new LayerError('pads by counts that the file does not hold');
    const { values } = pairs;
    const amounts = values.length === 2 * shape.length ? values : shape.flatMap(() => [values[0] ?? 0, values.at(-1) ?? 0]); // prettier-ignore
    if (pairs.values.length > 2 && amounts !== values) throw new LayerError('its paddings do not fit its input');
    const mode = word(argument(call, 2, 'mode'), 'constant');
    if (mode === 'constant') {
      const filler = numberOf(argument(call, 3, 'constant_values'), 'the value to pad with', 0);
      const inputs = [x, call.ints('paddings', [shape.length, 2], amounts)];
      return call.emit('pad', {}, filler === 0 ? inputs : [...inputs, call.floats('filler', [], [filler])]);
    }
    if (mode !== 'reflect' && mode !== 'symmetric') throw new LayerError(`padding by ${mode} is not supported`);
    const result = shape.reduce((sum, size, axis) => {
      const [before = 0, after = 0] = amounts.slice(2 * axis, 2 * axis + 2);
      if (before === 0 && after === 0) return sum;
      const indices = Array.from({ length: size + before + after }, (_, i) => mirrored(i - before, size, mode === 'symmetric')); // prettier-ignore
      if (indices.some((index) => index < 0 || index >= size)) throw new LayerError('pads by more than its input has');
      return gather(call, sum, axis, indices, `mirror${String(axis)}`);
    }, x);
    return result === x ? call.emit('identity', {}, [x]) : result;
  },
};
