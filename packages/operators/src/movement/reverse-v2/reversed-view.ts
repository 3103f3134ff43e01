import { rowMajorStrides, type Shape, type StridedView } from '@tinyml/core';

/** A tensor from its last element to its first along `axes`. */
export const reversedView = (shape: Shape, axes: readonly number[]): StridedView => {
  const strides = rowMajorStrides(shape);
  const start = axes.reduce((sum, axis) => sum + ((shape[axis] as number) - 1) * (strides[axis] as number), 0);
  return { shape, strides: strides.map((stride, axis) => (axes.includes(axis) ? -stride : stride)), start };
};
