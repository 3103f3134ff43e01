import { roundingDivideByPowerOfTwo, roundingDoublingHighMultiply } from './fixed-point.ts';
import { reciprocalOfOnePlus } from './softmax-fixed-point.ts';

/** √½, √√½ and ln 2 in Q0. */
const rootOfHalf = 1518500250;
const fourthRootOfHalf = 1805811301;
const logOf2 = 1488522236;

/** Coefficients of the rational approximation in Q0, in units of ∜2: 11/240, 1/20, 1/4; and 2/∜2 − ∜2. */
const cubicOfNumerator = 117049297;
const squareOfDenominator = 127690142;
const slopeOfDenominator = 638450708;
const constantOfDenominator = 1057819769;

const [least, greatest] = [-2147483648, 2147483647];

const saturate = (value: number): number => Math.min(greatest, Math.max(least, value));

/** High half of 2·a·b, rounded, for operands of either sign. */
const times = (a: number, b: number): number => {
  if (b >= 0) return roundingDoublingHighMultiply(a, b);
  return a >= 0 ? roundingDoublingHighMultiply(b, a) : roundingDoublingHighMultiply(-a, -b);
};

/** A quarter in Q6. */
const quarter = 2 ** 23;

/**
 * ln(x) in Q5 for x ≥ 1 in Q12, exact to the bit as TensorFlow Lite computes it: x = 2^n · r with r between ½ and 1,
 * about ∜½ at the middle, where a rational function stands for the logarithm.
 */
export const logOfSum = (q12: number): number => {
  const headroomA = Math.clz32(q12) - 1;
  const mantissaA = saturate(times(saturate(q12 * 2 ** headroomA), rootOfHalf) * 2);
  const exponentA = saturate(saturate((11 - headroomA) * 2 ** 25) + quarter);
  const headroomB = Math.clz32(times(q12, rootOfHalf)) - 1;
  const mantissaB = saturate(q12 * 2 ** headroomB);
  const exponentB = saturate(saturate((12 - headroomB) * 2 ** 25) - quarter);
  const mantissa = Math.min(mantissaA, mantissaB);
  const exponent = Math.max(exponentA, exponentB);
  const middle = Math.floor((mantissa + fourthRootOfHalf + 1) / 2);
  const offset = (mantissa - fourthRootOfHalf) * 2;
  const square = times(offset, offset);
  const numerator = times(offset, mantissa) + times(times(offset, square), cubicOfNumerator);
  const denominator =
    times(middle, constantOfDenominator + offset + times(squareOfDenominator, square)) +
    times(slopeOfDenominator, offset);
  const fraction = times(roundingDivideByPowerOfTwo(numerator, 6), reciprocalOfOnePlus(denominator));
  return saturate((times(exponent, logOf2) + fraction) * 2);
};
