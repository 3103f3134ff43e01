/**
 * TensorFlow Lite's 8-bit softmax in 32-bit fixed point, exact to the bit. Qm.n below: m integer bits, n = 31 − m
 * fraction bits. Constants are real numbers rounded to their format, named beside each.
 */

import { quantizeMultiplier, roundingDivideByPowerOfTwo, roundingDoublingHighMultiply } from './fixed-point.ts';

/** 2^31 − 1 stands for 1 in Q0. */
const one = 2147483647;

const saturate = (value: number): number => Math.min(one, Math.max(-2147483648, value));

/** exp(x) for −1/4 ≤ x < 0, both Q0: a Taylor series of degree 4 about −1/8. */
const expNearZero = (q0: number): number => {
  const expOfMinusEighth = 1895147668;
  const third = 715827883;
  const x = q0 + 2 ** 28;
  const x2 = roundingDoublingHighMultiply(Math.abs(x), Math.abs(x));
  const x3 = roundingDoublingHighMultiply(x, x2);
  const quarterX4 = roundingDivideByPowerOfTwo(roundingDoublingHighMultiply(x2, x2), 2);
  const upper = roundingDivideByPowerOfTwo(roundingDoublingHighMultiply(quarterX4 + x3, third) + x2, 1);
  return expOfMinusEighth + roundingDoublingHighMultiply(x + upper, expOfMinusEighth);
};

/** exp(−2^k) in Q0 for k = −2 … 4. */
const expOfPowers = [1672461947, 1302514674, 790015084, 290630308, 39332535, 720401, 242];

/** exp(x) in Q0 for x ≤ 0 in Q5: the part below a quarter by series, each binary digit above by one factor. */
export const expOfNegative = (q5: number): number => {
  if (q5 === 0) return one;
  const quarter = 2 ** 24;
  const fraction = (q5 & (quarter - 1)) - quarter;
  const rest = fraction - q5;
  return expOfPowers.reduce(
    (result, factor, i) => ((rest >> (24 + i)) & 1 ? roundingDoublingHighMultiply(result, factor) : result),
    expNearZero(fraction * 32),
  );
};

/** Why these have no fixed-point form, or undefined: a step of the operand must be above 2^−26. */
export const softmaxProblem = (scale: number, beta: number): string | undefined =>
  beta * scale * 2 ** 26 > 1
    ? undefined
    : `a scale of ${String(scale)} with beta ${String(beta)} is too small for 8 bits`;

/** From how far a stored input lies below the greatest of its row to Q5, and how far that may be. */
export interface SoftmaxScale {
  readonly multiplier: number;
  readonly shift: number;
  readonly radius: number;
}

export const softmaxScale = (scale: number, beta: number): SoftmaxScale => {
  const { multiplier, shift } = quantizeMultiplier(
    Math.min(Math.fround(beta) * Math.fround(scale) * 2 ** 26, 2 ** 31 - 1),
  );
  return { multiplier, shift, radius: Math.floor((31 * 2 ** 26) / 2 ** shift) };
};

/**
 * exp(−scale · beta · d) in Q0 for d = 0, 1, …: d is how far a stored 8-bit input lies below the greatest of its row.
 * Ends before the first value that is too small to change any result: under 2^11 it adds 0 to the sum (which keeps 19
 * fraction bits) and its share, shifted right by at least 23 bits, is 0. At most 256 values.
 */
export const softmaxExponentials = (scale: number, beta: number): Int32Array => {
  const { multiplier, shift, radius } = softmaxScale(scale, beta);
  const values: number[] = [];
  for (let distance = 0; distance <= Math.min(radius, 255); distance += 1) {
    const power = expOfNegative(roundingDoublingHighMultiply(-distance * 2 ** shift, multiplier));
    if (power < 2048) break;
    values.push(power);
  }
  return Int32Array.from(values);
};

/** A factor value · 2^−(31 + shift). */
export interface Reciprocal {
  readonly value: number;
  readonly shift: number;
}

/** 1 / (1 + x) for 0 ≤ x < 1, both Q0, by three Newton steps from 48/17 − 32/17 · denominator. */
export const reciprocalOfOnePlus = (x0: number): number => {
  const halfDenominator = Math.floor((x0 + one + 1) / 2);
  let x = 1515870810 + roundingDoublingHighMultiply(-1010580540, halfDenominator);
  for (let step = 0; step < 3; step += 1) {
    const error = 2 ** 29 - roundingDoublingHighMultiply(x, halfDenominator);
    x += saturate(roundingDoublingHighMultiply(error, x) * 4);
  }
  return saturate(x * 2);
};

/** 1 / sum for a sum ≥ 1 in Q12. */
export const softmaxReciprocal = (sum: number): Reciprocal => {
  const headroom = Math.clz32(sum);
  return { value: reciprocalOfOnePlus(sum * 2 ** headroom - 2 ** 31), shift: 12 - headroom };
};
