import type { Tensor } from '../ir/tensor.ts';
import type { Shape, TensorType } from '../ir/type.ts';
import { gather } from './strided-copy.ts';
import { transposeView } from './transpose-view.ts';

/** Axis i of the stored tensor is axis `order[i]` of the one that is meant, as in `transpose`. */
export type AxisOrder = readonly number[];

/** A list with an entry for each axis, in another order. */
export const inOrder = <T>(list: readonly T[], order: AxisOrder): readonly T[] => order.map((axis) => list[axis] as T);

/** The order that `first` and then `second` give: transpose(transpose(x, first), second). */
export const composedOrder = (first: AxisOrder, second: AxisOrder): AxisOrder => inOrder(first, second);

/** The order that undoes `order`. */
export const inverseOrder = (order: AxisOrder): AxisOrder => order.map((_, axis) => order.indexOf(axis));

export const ownOrder = (rank: number): AxisOrder => Array.from({ length: rank }, (_, axis) => axis);

export const isOwnOrder = (order: AxisOrder): boolean => order.every((axis, i) => axis === i);

export const sameOrder = (a: AxisOrder, b: AxisOrder): boolean =>
  a.length === b.length && a.every((axis, i) => axis === b[i]);

/** The elements of a tensor stay where they are: only axes of size 1 change their place. */
export const movesNothing = (shape: Shape, order: AxisOrder): boolean => {
  const moved = order.filter((axis) => shape[axis] !== 1);
  return moved.every((axis, i) => i === 0 || axis > (moved[i - 1] as number)) || shape.includes(0);
};

export const typeInOrder = (type: TensorType, order: AxisOrder): TensorType => {
  const shape = inOrder(type.shape, order);
  const { quant } = type;
  if (quant?.axis === undefined) return { ...type, shape };
  return { ...type, shape, quant: { ...quant, axis: order.indexOf(quant.axis) } };
};

export const tensorInOrder = ({ type, data }: Tensor, order: AxisOrder): Tensor => ({
  type: typeInOrder(type, order),
  data: gather(type.dtype, data, transposeView(type.shape, order)),
});
