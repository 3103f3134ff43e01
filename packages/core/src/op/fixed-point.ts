/**
 * Fixed-point arithmetic of TensorFlow Lite's quantised kernels, exact to the bit. A real multiplier is
 * `multiplier · 2^(shift − 31)` with 2^30 ≤ multiplier < 2^31. Products of up to 62 bits are formed as two doubles
 * from the multiplier's halves: each part stays below 2^49, so nothing is ever rounded by the machine.
 */

import type { Activation } from '../ir/ops.ts';
import { integerRange, type IntegerDType } from '../ir/dtype.ts';

/** `multiplier · 2^(shift − 31)`; a positive shift is to the left. */
export interface QuantizedMultiplier {
  readonly multiplier: number;
  readonly shift: number;
}

/** Nearest integer, halves away from zero: C's round(). */
export const roundHalfAway = (value: number): number => (value < 0 ? -Math.round(-value) : Math.round(value));

/**
 * The fixed-point form of a real factor ≥ 0; zero where it is below 2^−32.
 * @throws RangeError for a negative or infinite factor.
 */
export const quantizeMultiplier = (real: number): QuantizedMultiplier => {
  if (!(real >= 0) || real === Infinity) throw new RangeError(`not a quantisation factor: ${String(real)}`);
  if (real === 0) return { multiplier: 0, shift: 0 };
  let shift = Math.max(-1074, Math.floor(Math.log2(real)) + 1);
  let fraction = real / 2 ** shift;
  while (fraction >= 1) {
    fraction /= 2;
    shift += 1;
  }
  while (fraction < 0.5) {
    fraction *= 2;
    shift -= 1;
  }
  let multiplier = Math.round(fraction * 2147483648);
  if (multiplier === 2147483648) {
    multiplier /= 2;
    shift += 1;
  }
  return shift < -31 ? { multiplier: 0, shift: 0 } : { multiplier, shift };
};

/** High half of 2·a·b, rounded (halves up), for 0 ≤ b < 2^31 and any int32 a. */
export const roundingDoublingHighMultiply = (a: number, b: number): number =>
  Math.floor((a * (b >>> 16) + Math.floor((a * (b & 0xffff) + 1073741824) * 0.0000152587890625)) * 0.000030517578125);

/** int32 value / 2^exponent to the nearest, halves away from zero; 0 ≤ exponent ≤ 31. */
export const roundingDivideByPowerOfTwo = (value: number, exponent: number): number => {
  const mask = exponent === 0 ? 0 : 0x7fffffff >>> (31 - exponent);
  const threshold = (mask >> 1) + (value < 0 ? 1 : 0);
  return (value >> exponent) + ((value & mask) > threshold ? 1 : 0);
};

/**
 * int32 value times `multiplier · 2^(shift − 31)`, rounded twice: after the high multiply and after the right shift
 * (gemmlowp's rule; what TensorFlow Lite does nearly everywhere). A left shift wraps at 32 bits.
 */
export const multiplyByQuantizedMultiplier = (value: number, multiplier: number, shift: number): number =>
  shift > 0
    ? roundingDoublingHighMultiply(value << shift, multiplier)
    : roundingDivideByPowerOfTwo(roundingDoublingHighMultiply(value, multiplier), -shift);

/**
 * int32 value times `multiplier · 2^(shift − 31)`, rounded once: add half, shift right by 31 − shift in 64 bits
 * (TensorFlow Lite's fully_connected). −31 ≤ shift ≤ 14; beyond 14 every result but 0 would be out of range.
 * @throws RangeError for a greater shift.
 */
export const multiplyByQuantizedMultiplierOnce = (value: number, multiplier: number, shift: number): number => {
  if (shift > 14) throw new RangeError(`a quantisation factor of 2^${String(shift)} is out of range`);
  const high = value * (multiplier >>> 16) + Math.floor(value * (multiplier & 0xffff) * 0.0000152587890625);
  return Math.floor((high + 2 ** (14 - shift)) * 2 ** (shift - 15));
};

/** `value` as `dtype`'s quantised integer at `scale` and `zeroPoint`, clamped. In single precision, as on the device. */
export const quantizeValue = (value: number, scale: number, zeroPoint: number, dtype: IntegerDType): number => {
  const [low, high] = integerRange(dtype);
  const quantized = roundHalfAway(Math.fround(value / Math.fround(scale))) + zeroPoint;
  return Math.min(high, Math.max(low, quantized));
};

/** Least and greatest result of a fused activation in real numbers. */
export const activationRange = (activation: Activation): readonly [min: number, max: number] => {
  switch (activation) {
    case 'none':
      return [-Infinity, Infinity];
    case 'relu':
      return [0, Infinity];
    case 'relu_n1_to_1':
      return [-1, 1];
    case 'relu6':
      return [0, 6];
  }
};

/** The same in stored integers. */
export const quantizedActivationRange = (
  activation: Activation,
  scale: number,
  zeroPoint: number,
  dtype: IntegerDType,
): readonly [min: number, max: number] => {
  const [low, high] = integerRange(dtype);
  const [min, max] = activationRange(activation);
  return [
    min === -Infinity ? low : quantizeValue(min, scale, zeroPoint, dtype),
    max === Infinity ? high : quantizeValue(max, scale, zeroPoint, dtype),
  ];
};
