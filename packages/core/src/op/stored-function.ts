import { integerRange } from '../ir/dtype.ts';
import type { TensorType } from '../ir/type.ts';
import { roundHalfAway } from './fixed-point.ts';
import { interpolate, interpolationTable } from './interpolation-table.ts';
import { perTensorProblem, perTensorQuant, type PerTensorQuant } from './per-tensor.ts';

/** Types of activations that are stored integers of one scale. */
export type StoredDType = 'int8' | 'uint8' | 'int16';

/** Scale and zero point of a tensor, and the type of its stored integers. */
export interface StoredQuant extends PerTensorQuant {
  readonly dtype: StoredDType;
}

export const isStoredDType = (dtype: string): dtype is StoredDType =>
  dtype === 'int8' || dtype === 'uint8' || dtype === 'int16';

/** @throws OperatorError where `type` has no scale and zero point of its own. */
export const storedQuant = (type: TensorType): StoredQuant => ({
  ...perTensorQuant(type),
  dtype: type.dtype as StoredDType,
});

/** Why stored integers of `type` cannot be computed with, or undefined. `what` names the tensor. */
export const storedProblem = (what: string, type: TensorType): string | undefined =>
  perTensorProblem(what, type) ??
  (type.dtype === 'int16' && type.quant?.zeroPoint[0] !== 0
    ? `${what} is int16 and must have zero point 0`
    : undefined);

/** A stored integer from another; results beyond the type are clamped by whoever calls it. */
export type StoredFunction = (stored: number) => number;

/** `f`, clamped to what `dtype` holds. */
export const clampedTo = (dtype: StoredDType, f: StoredFunction): StoredFunction => {
  const [low, high] = integerRange(dtype);
  return (stored) => Math.min(high, Math.max(low, f(stored)));
};

/**
 * A function of real numbers on stored integers, as TensorFlow Lite tabulates it. 8 bits: every value, each step in
 * single precision, round(f(scale · (q − zero point)) · (1 / output scale)) + output zero point. 16 bits: 513 points,
 * and straight lines between them.
 */
export const storedFunction = (
  input: StoredQuant,
  output: StoredQuant,
  f: (real: number) => number,
): StoredFunction => {
  if (input.dtype === 'int16') {
    const table = interpolationTable(input, output, f);
    return (stored) => interpolate(table, stored);
  }
  const inverse = Math.fround(1 / output.scale);
  return (stored) => {
    const real = Math.fround(input.scale * (stored - input.zeroPoint));
    return roundHalfAway(Math.fround(Math.fround(f(real)) * inverse)) + output.zeroPoint;
  };
};
