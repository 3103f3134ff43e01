import { multiplyByQuantizedMultiplier, quantizeMultiplier, type QuantizedMultiplier } from '@tinyml/core';
import { doublePrecision, interpolate, interpolationTable } from '@tinyml/core/internal';

const steps = 65535;
const unit = { scale: 2 / steps, zeroPoint: 0 };

/** exp on −10 … 0, in 513 points. */
export const exponentials: Int16Array = interpolationTable(
  { scale: 10 / steps, zeroPoint: 32767 },
  unit,
  Math.exp,
  doublePrecision,
);

/** 1 / (1 + x) on 0 … 1, in 513 points. */
export const reciprocals: Int16Array = interpolationTable(
  { scale: 1 / steps, zeroPoint: -32768 },
  unit,
  (x) => 1 / (1 + x),
  doublePrecision,
);

const realFactor = (scale: number, beta: number): number => Math.fround(scale * Math.fround(beta)) / (10 / steps);

/** From a difference of stored operands to the table of exponentials. */
export const differenceFactor = (scale: number, beta: number): QuantizedMultiplier =>
  quantizeMultiplier(realFactor(scale, beta));

/** Why these have no fixed-point form, or undefined. A difference has 17 bits. */
export const int16Problem = (scale: number, beta: number): string | undefined =>
  realFactor(scale, beta) >= 0 && realFactor(scale, beta) < 2 ** 14
    ? undefined
    : `a scale of ${String(scale)} with beta ${String(beta)} is too great for int16`;

const limited = (value: number): number => Math.min(32767, Math.max(-32768, value));

/** exp of each element over the row's sum, by tables, exact to the bit as TensorFlow Lite computes it. */
export const softmaxRow = (row: Int16Array, { multiplier, shift }: QuantizedMultiplier): Int16Array => {
  const greatest = row.reduce((a, b) => Math.max(a, b), -32768);
  const powers = row.map((value) => {
    const difference = multiplyByQuantizedMultiplier(value - greatest, multiplier, shift);
    return interpolate(exponentials, limited(difference + 32767));
  });
  const sum = powers.reduce((a, b) => a + b, 0);
  const headroom = Math.clz32(sum);
  const above = Math.floor((sum * 2 ** (headroom - 1) + 8192) / 16384) - 98304;
  const reciprocal = interpolate(reciprocals, limited(above));
  const right = 31 - headroom;
  return powers.map((power) =>
    Math.min(32767, Math.max(0, Math.floor((power * reciprocal + 2 ** (right - 1)) / 2 ** right))),
  );
};
