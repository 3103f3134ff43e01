import {
  multiplyByQuantizedMultiplier,
  quantizeMultiplier,
  type QuantizedMultiplier,
  roundingDivideByPowerOfTwo,
} from '@tinyml/core';
import { expOfNegative, logOfSum, softmaxScale, type SoftmaxScale } from '@tinyml/core/internal';

/** What a row needs to know of its operand's scale. */
export interface LogSoftmaxScale {
  /** From differences of stored operands to Q5. */
  readonly toQ5: SoftmaxScale;
  /** From Q5 back to differences. */
  readonly back: QuantizedMultiplier;
}

export const logSoftmaxScale = (scale: number): LogSoftmaxScale => {
  const toQ5 = softmaxScale(scale, 1);
  return { toQ5, back: quantizeMultiplier(2 ** (31 - toQ5.shift) / toQ5.multiplier) };
};

/**
 * How far each element lies below the logarithm of the row's sum of exponentials, in sixteenths: −255 … 0, exact to the
 * bit as TensorFlow Lite computes it.
 */
export const logSoftmaxRow = (row: Int16Array, { toQ5, back }: LogSoftmaxScale): Int16Array => {
  const greatest = row.reduce((a, b) => Math.max(a, b), -32768);
  const q5 = (difference: number): number => multiplyByQuantizedMultiplier(difference, toQ5.multiplier, toQ5.shift);
  const sum = row.reduce((total, value) => {
    const difference = value - greatest;
    return difference < -toQ5.radius ? total : total + roundingDivideByPowerOfTwo(expOfNegative(q5(difference)), 12);
  }, 0);
  const logarithm = logOfSum(sum);
  const least = multiplyByQuantizedMultiplier(logarithm - 2147483648, back.multiplier, back.shift);
  const bound = Math.max(-toQ5.radius - 1, least);
  return row.map((value) => {
    const difference = value - greatest;
    return difference > bound
      ? Math.min(0, Math.max(-255, roundingDivideByPowerOfTwo(q5(difference) - logarithm, 22)))
      : -255;
  });
};
