import type { Shape } from '../ir/type.ts';
import { OperatorError } from './define-operator.ts';
import { rowMajorStrides, type StridedView } from './strided-copy.ts';

/** Dimension i of the result is dimension perm[i] of x. @throws OperatorError where `perm` is no permutation */
export const transposeView = (shape: Shape, perm: readonly number[]): StridedView => {
  const axes = perm.map((axis) => (axis < 0 ? axis + shape.length : axis));
  const complete = axes.length === shape.length && shape.every((_, axis) => axes.includes(axis));
  if (!complete) throw new OperatorError(`[${perm.join(', ')}] is not an order of ${String(shape.length)} dimensions`);
  const strides = rowMajorStrides(shape);
  return {
    shape: axes.map((axis) => shape[axis] as number),
    strides: axes.map((axis) => strides[axis] as number),
    start: 0,
  };
};
