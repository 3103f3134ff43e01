import { required, rowMajorStrides, type Shape, type StridedView } from '@tinyml/core';
import { sliceView } from '@tinyml/core/internal';
import type { Gradient } from '@tinyml/training';
import { entriesOf } from '../entries-gradient.ts';

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

export const gradient: Gradient<'strided_slice'> = {
  prepare({ tf, tools: { apart, together }, attrs, inputs, outputs }) {
    const { shape } = required(inputs[0]);
    const numbers = (index: number): readonly number[] => required(inputs[index]).numbers();
    const ranges = rangesOf(shape, sliceView(attrs, shape, numbers(1), numbers(2), numbers(3)));
    const result = required(outputs[0]);
    return ([operand], { batch }) => {
      let x = apart(required(operand), shape, batch);
      ranges.forEach(({ start, count, step }, axis) => {
        if (step === 1) return;
        const indices = Array.from({ length: count }, (_, index) => start + index * step);
        x = entriesOf(tf, x, axis + 1, indices);
      });
      const first = ranges.map(({ start, step }) => (step === 1 ? start : 0));
      const isWhole = x.shape.every((size, axis) => axis === 0 || size === ranges[axis - 1]?.count);
      if (!isWhole) x = tf.slice(x, [0, ...first], [batch, ...ranges.map(({ count }) => count)]);
      return [together(x, result, batch)];
    };
  },
};
