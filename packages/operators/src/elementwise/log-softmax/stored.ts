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

const toQ5 = (difference: number, { multiplier, shift }: SoftmaxScale): number =>
  multiplyByQuantizedMultiplier(difference, multiplier, shift);

/**
 * exp(−scale · d) in Q12 for d = 0, 1, …: d is how far a stored element lies below the greatest of its row. Ends where all
 * further ones are 0. At most 256 values.
 */
export const logSoftmaxExponentials = ({ toQ5: factor }: LogSoftmaxScale): Int32Array => {
  const powers = Array.from({ length: Math.min(factor.radius, 255) + 1 }, (_, below) =>
    roundingDivideByPowerOfTwo(expOfNegative(toQ5(-below, factor)), 12),
  );
  return Int32Array.from(powers.slice(0, powers.findLastIndex((power) => power > 0) + 1));
};

/**
 * How far each element lies below the logarithm of the row's sum of exponentials, in sixteenths: −255 … 0, exact to the
 * bit as TensorFlow Lite computes it.
 */
export const logSoftmaxRow = (row: Int16Array, scale: LogSoftmaxScale, exponentials: Int32Array): Int16Array => {
  const greatest = row.reduce((a, b) => Math.max(a, b), -32768);
  const sum = row.reduce((total, value) => total + (exponentials[greatest - value] ?? 0), 0);
  const logarithm = logOfSum(sum);
  const least = multiplyByQuantizedMultiplier(logarithm - 2147483648, scale.back.multiplier, scale.back.shift);
  const bound = Math.max(-scale.toQ5.radius - 1, least);
  return row.map((value) => {
    const difference = value - greatest;
    return difference > bound
      ? Math.min(0, Math.max(-255, roundingDivideByPowerOfTwo(toQ5(difference, scale.toQ5) - logarithm, 22)))
      : -255;
  });
};
