import type { IntegerDType } from '../ir/dtype.ts';
import type { Activation } from '../ir/ops.ts';
import { clamp } from './clamp.ts';
import { multiplyByQuantizedMultiplier, quantizedActivationRange, roundingDivideByPowerOfTwo } from './fixed-point.ts';
import { perTensorQuant } from './per-tensor.ts';
import { sumFactors, sumLeftShift, sumLeftShift16, sumProblem } from './quantized-arithmetic.ts';
import { powerOfTwo } from './sigmoid-table.ts';
import type { BinaryTypes } from './binary.ts';

/** Attributes of a sum or difference. */
export interface SumAttributes {
  readonly activation: Activation;
  /** int16 with powers of two for scales: shift operands, do not rescale. Default: true, as in TensorFlow Lite. */
  readonly potScaleInt16?: boolean;
}

const leftShiftOf = ({ a }: BinaryTypes): number => (a.dtype === 'int16' ? sumLeftShift16 : sumLeftShift);

/** How far each operand is shifted right where scales are powers of two and are to be shifted; else undefined. */
export const sumShifts = (
  { potScaleInt16 = true }: SumAttributes,
  { a, b, output }: BinaryTypes,
): readonly [a: number, b: number] | undefined => {
  if (a.dtype !== 'int16' || !potScaleInt16) return undefined;
  const [x, y, z] = [a, b, output].map((type) => powerOfTwo(perTensorQuant(type).scale));
  return x === undefined || y === undefined || z === undefined ? undefined : [z - x, z - y];
};

/** Why a quantised sum cannot be computed, or undefined. */
export const quantizedSumProblem = (attrs: SumAttributes, types: BinaryTypes): string | undefined => {
  const shifts = sumShifts(attrs, types);
  if (shifts === undefined) {
    const { a, b, output } = types;
    return sumProblem(perTensorQuant(a), perTensorQuant(b), perTensorQuant(output), leftShiftOf(types));
  }
  return Math.min(...shifts) === 0 && Math.max(...shifts) <= 31
    ? undefined
    : "one operand's scale must be the result's, the other's no greater";
};

/**
 * a + sign · b on stored values, exactly as TensorFlow Lite computes it: both operands are shifted up, rescaled to a
 * common scale, added, and rescaled to the result's; or shifted to the result's scale, where that is all it takes.
 */
export const quantizedSum = (
  attrs: SumAttributes,
  types: BinaryTypes,
  sign: 1 | -1,
): ((a: number, b: number) => number) => {
  const [qa, qb, qo] = [perTensorQuant(types.a), perTensorQuant(types.b), perTensorQuant(types.output)];
  const dtype = types.output.dtype as IntegerDType;
  const [low, high] = quantizedActivationRange(attrs.activation, qo.scale, qo.zeroPoint, dtype);
  const shifts = sumShifts(attrs, types);
  if (shifts !== undefined) {
    const [shiftA, shiftB] = shifts;
    return (x, y) =>
      clamp(roundingDivideByPowerOfTwo(x, shiftA) + sign * roundingDivideByPowerOfTwo(y, shiftB), low, high);
  }
  const leftShift = leftShiftOf(types);
  const factors = sumFactors(qa, qb, qo, leftShift);
  return (x, y) => {
    const sum =
      multiplyByQuantizedMultiplier((x - qa.zeroPoint) << leftShift, factors.a.multiplier, factors.a.shift) +
      multiplyByQuantizedMultiplier((sign * (y - qb.zeroPoint)) << leftShift, factors.b.multiplier, factors.b.shift);
    return clamp(
      multiplyByQuantizedMultiplier(sum, factors.output.multiplier, factors.output.shift) + qo.zeroPoint,
      low,
      high,
    );
  };
};
