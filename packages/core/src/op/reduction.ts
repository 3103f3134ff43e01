import { quantizeMultiplier, type QuantizedMultiplier } from './fixed-point.ts';
import { OperatorError } from './define-operator.ts';
import type { Shape } from '../ir/type.ts';

/** Axes counted from 0, sorted, each once. @throws OperatorError for one that is out of range. */
export const resolveAxes = (axes: ArrayLike<number>, rank: number): readonly number[] => {
  const resolved = Array.from(axes, (axis) => (axis < 0 ? axis + rank : axis));
  const wrong = resolved.findIndex((axis) => !Number.isInteger(axis) || axis < 0 || axis >= rank);
  if (wrong >= 0) throw new OperatorError(`axis ${String(axes[wrong])} is out of range for ${String(rank)} dimensions`);
  return [...new Set(resolved)].sort((a, b) => a - b);
};

/** For each dimension of `shape`, how far a step along it moves in the reduced result: 0 along reduced axes. */
export const reducedStrides = (shape: Shape, axes: readonly number[]): readonly number[] => {
  const strides = new Array<number>(shape.length).fill(0);
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    if (axes.includes(axis)) continue;
    strides[axis] = stride;
    stride *= shape[axis] as number;
  }
  return strides;
};

/**
 * Factor from a sum of `count` quantised values to their quantised mean. The division goes into the multiplier, with
 * as many more bits as `count` takes (LiteRT's mean).
 */
export const meanFactor = (inputScale: number, outputScale: number, count: number): QuantizedMultiplier => {
  const { multiplier, shift } = quantizeMultiplier(inputScale / outputScale);
  const bits = Math.min(Math.floor(Math.log2(count)), 32, 31 + shift);
  return { multiplier: Number((BigInt(multiplier) << BigInt(bits)) / BigInt(count)), shift: shift - bits };
};

/** The shape of a result reduced along `axes`. */
export const reducedShape = (shape: Shape, axes: readonly number[], keepDims: boolean): Shape =>
  keepDims
    ? shape.map((size, axis) => (axes.includes(axis) ? 1 : size))
    : shape.filter((_, axis) => !axes.includes(axis));

/** Calls `visit` for each element of an operand, in their order, with its place and that of the result it goes into. */
export const visitReduced = (
  shape: Shape,
  strides: readonly number[],
  visit: (from: number, to: number) => void,
): void => {
  const index = shape.map(() => 0);
  const count = shape.reduce((product, size) => product * size, 1);
  let to = 0;
  for (let from = 0; from < count; from++) {
    visit(from, to);
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      index[axis] = (index[axis] as number) + 1;
      to += strides[axis] as number;
      if ((index[axis] as number) < (shape[axis] as number)) break;
      to -= (strides[axis] as number) * (shape[axis] as number);
      index[axis] = 0;
    }
  }
};
