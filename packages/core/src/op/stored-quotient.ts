import { quantizeMultiplier, roundingDivideByPowerOfTwo, roundingDoublingHighMultiply } from './fixed-point.ts';
import { reciprocalOfOnePlus } from './softmax-fixed-point.ts';

/** Bits that `value` may be shifted up by without leaving 32 bits: those that repeat its sign. */
const headroomOf = (value: number): number => Math.clz32(value < 0 ? ~value : value) - 1;

/** 1 / divisor in Q0, for the divisor shifted up to between 1 and 2. */
const reciprocal = (divisor: number): number => reciprocalOfOnePlus(divisor * 2 ** Math.clz32(divisor) - 2 ** 31);

/**
 * a / b · factor of integers, rounded, exactly as TensorFlow Lite divides stored values: by b's reciprocal in 31 bits,
 * then by powers of two. A divisor of 0, which TensorFlow Lite refuses, gives 0.
 */
export const storedQuotient = (factor: number): ((a: number, b: number) => number) => {
  const { multiplier, shift } = quantizeMultiplier(factor);
  return (a, b) => {
    if (a === 0 || b === 0) return 0;
    const dividend = b < 0 ? -a : a;
    const divisor = Math.abs(b);
    const headroom = headroomOf(dividend);
    const quotient = roundingDoublingHighMultiply(dividend << headroom, reciprocal(divisor));
    const right = 31 - Math.clz32(divisor) + headroom - shift;
    return right > 31 ? 0 : roundingDivideByPowerOfTwo(roundingDoublingHighMultiply(quotient, multiplier), right);
  };
};
