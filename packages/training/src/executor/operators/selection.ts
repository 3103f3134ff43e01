import type { Tf } from '../../backend.ts';
import { nearestPixels, sliceView, rowMajorStrides, type Shape, type StridedView } from '@tinyml/core';
import type { Tensor } from '@tensorflow/tfjs';
import { apart, operand, together } from '../layout.ts';
import type { Lower } from '../lowering.ts';
import { fromFront } from './shape.ts';

/** Entries of one axis: `count` of them from `start` on, `step` apart. */
interface Range {
  readonly start: number;
  readonly count: number;
  readonly step: number;
}

/** What a view of a tensor takes of each of its axes. */
const rangesOf = (shape: Shape, view: StridedView): readonly Range[] => {
  const strides = rowMajorStrides(shape);
  return shape.map((size, axis): Range => {
    const unit = strides[axis] as number;
    const start = Math.floor(view.start / unit) % size;
    // A stride within this axis can come from no other: those of outer axes are larger, of inner ones smaller.
    const along = view.strides.findIndex((stride, i) => {
      const distance = Math.abs(stride);
      return (view.shape[i] as number) > 1 && distance >= unit && distance < unit * size;
    });
    if (along < 0) return { start, count: 1, step: 1 };
    return { start, count: view.shape[along] as number, step: (view.strides[along] as number) / unit };
  });
};

const taken = (tf: Tf, x: Tensor, axis: number, indices: readonly number[]): Tensor =>
  tf.gather(x, tf.tensor1d([...indices], 'int32'), axis);

export const lowerStridedSlice: Lower<'strided_slice'> = ({ tf, attrs, inputs, outputs }) => {
  const { shape } = operand(inputs, 0);
  const numbers = (index: number): readonly number[] => operand(inputs, index).numbers();
  const view = sliceView(attrs, shape, numbers(1), numbers(2), numbers(3));
  const ranges = rangesOf(shape, view);
  const result = operand(outputs, 0);
  return (operands, { batch }) => {
    let x = apart(operand(operands, 0), shape, batch);
    ranges.forEach(({ start, count, step }, axis) => {
      if (step === 1) return;
      const indices = Array.from({ length: count }, (_, index) => start + index * step);
      x = taken(tf, x, axis + 1, indices);
    });
    const first = ranges.map(({ start, step }) => (step === 1 ? start : 0));
    const whole = x.shape.every((size, axis) => axis === 0 || size === ranges[axis - 1]?.count);
    if (!whole) x = tf.slice(x, [0, ...first], [batch, ...ranges.map(({ count }) => count)]);
    return [together(x, result, batch)];
  };
};

/** Slices of a batched tensor at constant places, or of a constant at batched ones along its first axis. */
export const lowerGather: Lower<'gather'> = ({ tf, attrs, inputs, outputs }) => {
  const x = operand(inputs, 0);
  const axis = fromFront(attrs.axis, x.shape.length);
  const result = operand(outputs, 0);
  return (operands, { batch }) => {
    const table = operand(operands, 0);
    const places = operand(operands, 1).flatten().toInt();
    const found = x.batched
      ? tf.gather(apart(table, x.shape, batch), places, axis + 1)
      : tf.gather(table, places, axis);
    return [together(found, result, batch)];
  };
};

export const lowerResizeNearestNeighbor: Lower<'resize_nearest_neighbor'> = ({ tf, attrs, inputs, outputs }) => {
  const [, ...from] = operand(inputs, 0).shape;
  const [, ...to] = operand(outputs, 0);
  const places = [0, 1].map((i) => nearestPixels(from[i] ?? 1, to[i] ?? 1, attrs.alignCorners, attrs.halfPixelCenters));
  return (operands) => {
    let x = operand(operands, 0);
    places.forEach((indices, i) => {
      if (indices.length !== from[i] || indices.some((index, at) => index !== at)) x = taken(tf, x, i + 1, indices);
    });
    return [x];
  };
};
