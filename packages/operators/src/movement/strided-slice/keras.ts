import type { ValueId } from '@tinyml/core';
import type { Argument, ImageShape, KerasEntry, LayerCall, LayerKind, Pair, Rank } from '@tinyml/formats';

/** What of one axis is taken: `count` elements from `start`, `step` apart. */
interface Range {
  readonly start: number;
  readonly step: number;
  readonly count: number;
}

const whole = (size: number): Range => ({ start: 0, step: 1, count: size });

const isWhole = ({ start, step, count }: Range, size: number): boolean => start === 0 && step === 1 && count === size;

/** The elements of `x` that a range for each axis names; x itself where that is all. */
const slice = (call: LayerCall, x: ValueId, ranges: readonly Range[], suffix: string): ValueId => {
  const { shape } = call.typeOf(x);
  if (ranges.some(({ count }) => count < 1)) throw call.options.problem('a slice holds nothing');
  if (ranges.every((range, axis) => isWhole(range, shape[axis] ?? 1))) return x;
  const ends = ranges.map(({ start, step, count }) => start + step * count);
  // An end before the first element cannot be written as a number.
  const endMask = ends.reduce((mask, end, axis) => (end < 0 ? mask | (1 << axis) : mask), 0);
  const attrs = { beginMask: 0, endMask, ellipsisMask: 0, newAxisMask: 0, shrinkAxisMask: 0 };
  const list = (role: string, values: readonly number[]): ValueId =>
    call.ints(`${suffix}_${role}`, [values.length], values);
  const begin = ranges.map(({ start }) => start);
  const strides = ranges.map(({ step }) => step);
  const operands = [x, list('begin', begin), list('end', ends), list('strides', strides)];
  return call.emit('strided_slice', attrs, operands, suffix);
};

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));

type SliceArgument = Extract<Argument, { readonly kind: 'slice' }>;

const isObject = (entry: Argument): entry is Extract<Argument, { readonly kind: string }> =>
  typeof entry === 'object' && entry !== null && 'kind' in entry;

const isSlice = (entry: Argument): entry is SliceArgument => isObject(entry) && entry.kind === 'slice';

const isEllipsis = (entry: Argument): boolean => isObject(entry) && entry.kind === 'ellipsis';

/** Python's x[start:stop:step]. */
const rangeOf = (call: LayerCall, entry: SliceArgument, size: number): Range => {
  const part = (value: Argument): number | undefined =>
    value === null ? undefined : call.given.integers(value, 'an index')[0];
  const step = part(entry.step) ?? 1;
  if (step === 0) throw call.options.problem('a slice has the step 0');
  const [least, most] = step > 0 ? [0, size] : [-1, size - 1];
  const place = (value: number | undefined, fallback: number): number =>
    value === undefined ? fallback : clamp(value < 0 ? value + size : value, least, most);
  const start = place(part(entry.start), step > 0 ? 0 : size - 1);
  const stop = place(part(entry.stop), step > 0 ? size : -1);
  return { start, step, count: Math.max(0, Math.ceil((stop - start) / step)) };
};

const all: Argument = { kind: 'slice', start: null, stop: null, step: null };

/** x[…]: slices, indices, an ellipsis and new axes. */
const getItem: LayerKind = {
  build: (call) => {
    const { given, options } = call;
    const x = given.operand();
    const spec = given.argument(1, 'slice_spec', 'key');
    const entries: readonly Argument[] = Array.isArray(spec) ? (spec as readonly Argument[]) : [spec];
    const size = call.typeOf(x).shape;
    const counted = entries.filter((entry) => entry !== null && !isEllipsis(entry)).length;
    const rest = Array<Argument>(Math.max(0, size.length - counted)).fill(all);
    const full = entries.some(isEllipsis)
      ? entries.flatMap((entry) => (isEllipsis(entry) ? rest : [entry]))
      : [...entries, ...rest];
    const ranges: Range[] = [];
    const result: number[] = [];
    for (const entry of full) {
      if (entry === null) {
        result.push(1);
        continue;
      }
      const length = size[ranges.length];
      if (length === undefined) throw options.problem('has more indices than its input has axes');
      if (isSlice(entry)) {
        const range = rangeOf(call, entry, length);
        ranges.push(range);
        result.push(range.count);
      } else {
        const [index = 0] = given.integers(entry, 'an index');
        if (index < -length || index >= length)
          throw options.problem(`index ${String(index)} is outside of ${String(length)}`);
        ranges.push({ start: index < 0 ? index + length : index, step: 1, count: 1 });
      }
    }
    const numbers = call.numbers(x);
    const [only] = ranges;
    if (numbers !== undefined && only !== undefined) {
      const taken = Array.from({ length: only.count }, (_, i) => numbers[only.start + i * only.step] ?? 0);
      return call.known(result.length === 0 ? (taken[0] ?? 0) : taken);
    }
    return call.emit('reshape', { newShape: result }, [slice(call, x, ranges, 'slice')], 'view');
  },
};

/** tf.slice(x, begin, size). */
const beginAndSize: LayerKind = {
  build: (call) => {
    const { given } = call;
    const x = given.operand();
    const begin = given.integers(given.argument(1, 'begin', 'start_indices'), 'a position');
    const size = given.integers(given.argument(2, 'size', 'shape'), 'a position');
    const ranges = call.typeOf(x).shape.map((length, axis) => {
      const start = begin[axis] ?? 0;
      const wanted = size[axis] ?? -1;
      return { start, step: 1, count: wanted < 0 ? length - start : wanted };
    });
    return call.emit('identity', {}, [slice(call, x, ranges, 'slice')], 'part');
  },
};

/** Pieces of `sizes` along an axis. */
const pieces = (call: LayerCall, x: ValueId, axis: number, sizes: readonly number[]): readonly ValueId[] => {
  const { shape } = call.typeOf(x);
  let start = 0;
  return sizes.map((count, i) => {
    const ranges = shape.map((size, at) => (at === axis ? { start, step: 1, count } : whole(size)));
    start += count;
    return slice(call, x, ranges, `part${String(i)}`);
  });
};

/** TensorFlow names a number of parts or their sizes; Keras 3 a number or the places between. */
const split: LayerKind = {
  build: (call) => {
    const { given } = call;
    const x = given.operand();
    const { shape } = call.typeOf(x);
    const wanted = given.argument(1, 'num_or_size_splits', 'indices_or_sections');
    const [axis = 0] = given.axes(given.argument(2, 'axis') ?? 0, shape.length);
    const size = shape[axis] ?? 1;
    const list = given.integers(wanted, 'the parts');
    if (!Array.isArray(wanted)) {
      const [count = 1] = list;
      if (count < 1 || size % count !== 0)
        throw call.options.problem(`${String(size)} does not split into ${String(count)}`);
      return pieces(call, x, axis, Array<number>(count).fill(size / count));
    }
    if (call.keras === 2) {
      const known = list.filter((one) => one >= 0).reduce((sum, one) => sum + one, 0);
      return pieces(call, x, axis, list.map((one) => (one < 0 ? size - known : one))); // prettier-ignore
    }
    return pieces(call, x, axis, [...list, size].map((end, i) => end - (i === 0 ? 0 : (list[i - 1] ?? 0)))); // prettier-ignore
  },
};

const unstack: LayerKind = {
  build: (call) => {
    const { given } = call;
    const x = given.operand();
    const { shape } = call.typeOf(x);
    const [axis = 0] = given.axes(given.argument(2, 'axis') ?? 0, shape.length);
    const newShape = shape.toSpliced(axis, 1);
    return pieces(call, x, axis, Array<number>(shape[axis] ?? 1).fill(1)).map((part, i) =>
      call.emit('reshape', { newShape }, [part], `item${String(i)}`),
    );
  },
};

/** x[::-1] along axes. */
const flip: LayerKind = {
  build: (call) => {
    const { given } = call;
    const x = given.operand();
    const { shape } = call.typeOf(x);
    const value = given.argument(1, 'axis');
    const axes = value === null ? shape.map((_, axis) => axis) : given.axes(value, shape.length);
    const ranges = shape.map((size, axis) =>
      axes.includes(axis) && size > 1 ? { start: size - 1, step: -1, count: size } : whole(size),
    );
    const result = slice(call, x, ranges, 'flip');
    return result === x ? call.emit('identity', {}, [x]) : result;
  },
};

/** The image without so many rows and columns. */
const crop = (
  call: LayerCall,
  x: ValueId,
  [n, height, width, channels]: ImageShape,
  [[top, bottom], [left, right]]: readonly [Pair, Pair],
): ValueId => {
  const attrs = { beginMask: 0, endMask: 0, ellipsisMask: 0, newAxisMask: 0, shrinkAxisMask: 0 };
  if (height <= top + bottom || width <= left + right) throw call.options.problem('it crops its input away');
  return call.emit('strided_slice', attrs, [
    x,
    call.ints('begin', [4], [0, top, left, 0]),
    call.ints('end', [4], [n, height - bottom, width - right, channels]),
    call.ints('strides', [4], [1, 1, 1, 1]),
  ]);
};

const cropping = (rank: Rank): LayerKind => ({
  check: (options) => options.edges('cropping', rank),
  build: (call) => {
    const x = call.asImage(rank);
    return call.asSeries(rank, crop(call, x, call.imageShape(x), call.options.edges('cropping', rank)));
  },
});

export const keras: KerasEntry = {
  layers: { Cropping1D: cropping(1), Cropping2D: cropping(2) },
  operations: { flip, get_item: getItem, getitem: getItem, reverse: flip, slice: beginAndSize, split, unstack },
};
