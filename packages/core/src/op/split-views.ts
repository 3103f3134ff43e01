import type { Shape } from '../ir/type.ts';
import { OperatorError } from './define-operator.ts';
import { resolveAxis } from './movement.ts';
import { rowMajorStrides, type StridedView } from './strided-copy.ts';

/** The `count` equal parts of a tensor along `axis`. @throws OperatorError where it does not divide */
export const splitViews = (shape: Shape, axis: number, count: number): readonly StridedView[] => {
  const along = resolveAxis(axis, shape.length);
  const size = (shape[along] as number) / count;
  if (!Number.isInteger(size))
    throw new OperatorError(`${String(shape[along])} does not divide into ${String(count)} parts`);
  const strides = rowMajorStrides(shape);
  const part = shape.map((dimension, index) => (index === along ? size : dimension));
  return Array.from({ length: count }, (_, index) => ({
    shape: part,
    strides,
    start: index * size * (strides[along] as number),
  }));
};
