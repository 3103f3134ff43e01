import { quantizeMultiplier, type QuantizedMultiplier } from './fixed-point.ts';
import type { PerTensorQuant } from './per-tensor.ts';

/** Bits by which 8-bit operands of add and sub are shifted up before they are rescaled to a common scale. */
export const sumLeftShift = 20;

/** The same for 16-bit operands. */
export const sumLeftShift16 = 15;

/** Factors of a quantised sum or difference: each operand's to the common scale, and from that to the result's. */
export interface SumFactors {
  readonly a: QuantizedMultiplier;
  readonly b: QuantizedMultiplier;
  readonly output: QuantizedMultiplier;
}

const commonScale = (a: PerTensorQuant, b: PerTensorQuant): number => 2 * Math.max(a.scale, b.scale);

const sumOutputFactor = (a: PerTensorQuant, b: PerTensorQuant, output: PerTensorQuant, leftShift: number): number =>
  commonScale(a, b) / Math.fround(2 ** leftShift * output.scale);

/** TensorFlow Lite's rule for quantised `add` and `sub`: the common scale is twice the greater operand's. */
export const sumFactors = (
  a: PerTensorQuant,
  b: PerTensorQuant,
  output: PerTensorQuant,
  leftShift = sumLeftShift,
): SumFactors => ({
  a: quantizeMultiplier(a.scale / commonScale(a, b)),
  b: quantizeMultiplier(b.scale / commonScale(a, b)),
  output: quantizeMultiplier(sumOutputFactor(a, b, output, leftShift)),
});

/** Why the scales of a sum do not fit its fixed-point form, or undefined. */
export const sumProblem = (
  a: PerTensorQuant,
  b: PerTensorQuant,
  output: PerTensorQuant,
  leftShift = sumLeftShift,
): string | undefined =>
  sumOutputFactor(a, b, output, leftShift) < 1 ? undefined : "the result's scale is too small against the operands'";

const productFactorReal = (a: PerTensorQuant, b: PerTensorQuant, output: PerTensorQuant): number =>
  Math.fround(Math.fround(a.scale * b.scale) / output.scale);

/** Factor from the product of two stored operands to the result; formed in single precision as TensorFlow Lite does. */
export const productFactor = (a: PerTensorQuant, b: PerTensorQuant, output: PerTensorQuant): QuantizedMultiplier =>
  quantizeMultiplier(productFactorReal(a, b, output));

/** Why the scales of a product of at most `bits` bits do not fit its fixed-point form, or undefined. */
export const productProblem = (
  a: PerTensorQuant,
  b: PerTensorQuant,
  output: PerTensorQuant,
  bits = 17,
): string | undefined =>
  productFactorReal(a, b, output) < 2 ** (31 - bits)
    ? undefined
    : "the result's scale is too small against the operands'";
