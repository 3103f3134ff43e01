import { elementCount, type Shape } from '@tinyml/core';
import type { Range } from './affine.ts';

/** For each element in row-major order, `channelOf(index)` is its index along `axis` (0 throughout without one). */
export const channelOf = (shape: Shape, axis: number | undefined): ((index: number) => number) => {
  if (axis === undefined) return () => 0;
  const inner = elementCount(shape.slice(axis + 1));
  const size = shape[axis] ?? 1;
  return (index) => Math.floor(index / inner) % size;
};

/** Least and greatest element for each index along `axis`, or of the whole tensor. */
export const channelRanges = (data: ArrayLike<number>, shape: Shape, axis: number | undefined): Range[] => {
  const count = axis === undefined ? 1 : (shape[axis] ?? 1);
  const channel = channelOf(shape, axis);
  const min = new Array<number>(count).fill(Infinity);
  const max = new Array<number>(count).fill(-Infinity);
  for (let i = 0; i < data.length; i++) {
    const value = data[i] ?? 0;
    const c = channel(i);
    if (value < (min[c] ?? 0)) min[c] = value;
    if (value > (max[c] ?? 0)) max[c] = value;
  }
  return min.map((low, c): Range => (low > (max[c] ?? 0) ? [0, 0] : [low, max[c] ?? 0]));
};
