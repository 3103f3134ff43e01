import { OperatorError, rowMajorStrides, type Shape, type StridedView } from '@tinyml/core';

/** @throws OperatorError for a part that is not inside */
export const partView = (shape: Shape, begin: readonly number[], size: readonly number[]): StridedView => {
  if (begin.length !== shape.length || size.length !== shape.length)
    throw new OperatorError(`begin and size must have ${String(shape.length)} elements each`);
  const strides = rowMajorStrides(shape);
  const part = size.map((wanted, axis) => (wanted === -1 ? (shape[axis] as number) - (begin[axis] as number) : wanted));
  part.forEach((wanted, axis) => {
    const from = begin[axis] as number;
    if (from < 0 || wanted < 1 || from + wanted > (shape[axis] as number))
      throw new OperatorError(`${String(wanted)} from ${String(from)} on is not a part of ${String(shape[axis])}`);
  });
  return { shape: part, strides, start: begin.reduce((sum, from, axis) => sum + from * (strides[axis] as number), 0) };
};
