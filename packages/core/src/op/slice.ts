import type { Shape } from '../ir/type.ts';
import { OperatorError } from './define-operator.ts';
import { rowMajorStrides, type StridedView } from './strided-copy.ts';

/** One bit for each entry of begin, end and strides. */
interface SliceMasks {
  readonly beginMask: number;
  readonly endMask: number;
  readonly ellipsisMask: number;
  readonly newAxisMask: number;
  readonly shrinkAxisMask: number;
}

interface Range {
  readonly start: number;
  readonly count: number;
}

const rangeOf = (begin: number | undefined, end: number | undefined, stride: number, size: number): Range => {
  const least = stride > 0 ? 0 : -1;
  const most = stride > 0 ? size : size - 1;
  const clamp = (value: number): number => Math.min(most, Math.max(least, value < 0 ? value + size : value));
  const start = begin === undefined ? (stride > 0 ? 0 : size - 1) : clamp(begin);
  const stop = end === undefined ? (stride > 0 ? size : -1) : clamp(end);
  return { start, count: Math.max(0, Math.ceil((stop - start) / stride)) };
};

/** Which bits an entry of a slice has set. */
const bitsOf = (attrs: SliceMasks, entry: number) => {
  const has = (mask: number): boolean => ((mask >> entry) & 1) === 1;
  return {
    ellipsis: has(attrs.ellipsisMask),
    newAxis: has(attrs.newAxisMask),
    shrink: has(attrs.shrinkAxisMask),
    fromStart: has(attrs.beginMask),
    toEnd: has(attrs.endMask),
  };
};

/**
 * The part of a tensor of `shape` that `x[begin:end:stride, …]` names, as TensorFlow's StridedSlice defines it; the
 * view's shape is the result's. @throws OperatorError for an index outside, a stride of 0 or an empty result
 */
export const sliceView = (
  attrs: SliceMasks,
  shape: Shape,
  begin: readonly number[],
  end: readonly number[],
  steps: readonly number[],
): StridedView => {
  if (begin.length !== end.length || begin.length !== steps.length)
    throw new OperatorError('begin, end and strides differ in length');
  const source = rowMajorStrides(shape);
  const entries = begin.map((_, entry) => bitsOf(attrs, entry));
  if (entries.filter(({ ellipsis }) => ellipsis).length > 1) throw new OperatorError('more than one ellipsis');
  const indexing = entries.filter(({ ellipsis, newAxis }) => !ellipsis && !newAxis).length;
  if (indexing > shape.length)
    throw new OperatorError(`slices ${String(indexing)} dimensions of ${String(shape.length)}`);
  const result: { size: number; stride: number }[] = [];
  let start = 0;
  let axis = 0;
  const whole = (count: number): void => {
    for (const stop = axis + count; axis < stop; axis++)
      result.push({ size: shape[axis] as number, stride: source[axis] as number });
  };
  entries.forEach(({ ellipsis, newAxis, shrink, fromStart, toEnd }, entry) => {
    if (ellipsis) return whole(shape.length - indexing);
    if (newAxis) return void result.push({ size: 1, stride: 0 });
    const size = shape[axis] as number;
    const stride = steps[entry] as number;
    if (stride === 0) throw new OperatorError('a stride is 0');
    const unit = source[axis] as number;
    axis += 1;
    if (shrink) {
      const wanted = begin[entry] as number;
      const index = fromStart ? 0 : wanted < 0 ? wanted + size : wanted;
      if (index < 0 || index >= size) throw new OperatorError(`index ${String(wanted)} is outside of ${String(size)}`);
      start += index * unit;
      return;
    }
    const range = rangeOf(fromStart ? undefined : begin[entry], toEnd ? undefined : end[entry], stride, size);
    if (range.count === 0) throw new OperatorError('the slice is empty');
    start += range.start * unit;
    result.push({ size: range.count, stride: stride * unit });
  });
  whole(shape.length - axis);
  return { shape: result.map(({ size }) => size), strides: result.map(({ stride }) => stride), start };
};
