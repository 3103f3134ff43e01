import { roundingDivideByPowerOfTwo, roundingDoublingHighMultiply, type QuantizedMultiplier } from './fixed-point.ts';

/** In Q3: 3 integer bits, 28 fraction bits. */
const oneAndAHalf = 3 * 2 ** 27;

const saturate = (value: number): number => Math.min(2147483647, Math.max(-2147483648, value));

/** √2 / 2 in Q0. */
const halfRootOfTwo = 1518500250;

/**
 * 1 / √value for an integer 1 ≤ value < 2^29 as multiplier · 2^(shift − 31), exact to the bit as TensorFlow Lite
 * computes it: the value is shifted up by pairs of bits, then five steps of Newton's method from 1 in Q3.
 */
export const inverseSquareRoot = (value: number): QuantizedMultiplier => {
  if (value <= 1) return { multiplier: 2147483647, shift: 0 };
  const pairs = Math.floor((Math.clz32(value) - 1) / 2) - 1;
  const operand = (value * 2 ** (2 * pairs)) >> 1;
  const half = roundingDivideByPowerOfTwo(operand, 1);
  let x = 2 ** 28;
  for (let step = 0; step < 5; step += 1) {
    const cube = saturate(roundingDoublingHighMultiply(roundingDoublingHighMultiply(x, x), x) * 64);
    const next = roundingDoublingHighMultiply(oneAndAHalf, x) - roundingDoublingHighMultiply(half, cube);
    x = saturate(next * 8);
  }
  const multiplier = roundingDoublingHighMultiply(x, halfRootOfTwo);
  const shift = 11 - pairs;
  return shift < 0
    ? { multiplier: multiplier * 2 ** -shift, shift: 0 }
    : { multiplier, shift: shift === 0 ? 0 : -shift };
};
