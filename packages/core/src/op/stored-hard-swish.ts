import { quantizeMultiplier, roundingDivideByPowerOfTwo } from './fixed-point.ts';
import type { PerTensorQuant } from './per-tensor.ts';
import type { StoredFunction } from './stored-function.ts';

/** A factor multiplier · 2^(shift − 15) with a 15-bit multiplier. */
interface ShortMultiplier {
  readonly multiplier: number;
  readonly shift: number;
}

interface Factors {
  /** From the shifted input to the output, before the final shift. */
  readonly output: ShortMultiplier;
  /** From the shifted input to the scale on which 3.0 is 32768. */
  readonly gate: ShortMultiplier;
}

const shortMultiplier = (real: number): ShortMultiplier => {
  const { multiplier, shift } = quantizeMultiplier(real);
  return { multiplier: Math.min(32767, Math.floor((multiplier + 32768) / 65536)), shift };
};

const factors = (input: PerTensorQuant, output: PerTensorQuant): Factors => {
  const fineScale = Math.fround(input.scale / 128);
  return {
    output: shortMultiplier(Math.fround(fineScale / output.scale)),
    gate: shortMultiplier(Math.fround(fineScale / Math.fround(3 / 32768))),
  };
};

const saturate = (value: number): number => Math.min(32767, Math.max(-32768, value));

/** High half of 2·a·b for 16-bit operands, rounded (halves up). */
const roundingHigh = (a: number, b: number): number => (a * b + 16384) >> 15;

/** The gate relu6(x + 3) / 6 as a 15-bit fraction. A left shift saturates, its last bit after the multiplication. */
const gateOf = (fine: number, { multiplier, shift }: ShortMultiplier): number => {
  const up = shift > 0 ? saturate(fine * 2 ** (shift - 1)) : fine;
  const scaled = roundingHigh(up, multiplier);
  const value = shift > 0 ? saturate(scaled * 2) : roundingDivideByPowerOfTwo(scaled, -shift);
  return (value + 32768) >> 1;
};

/** Why TensorFlow Lite's 16-bit fixed-point hard-swish cannot express these scales, or undefined. */
export const hardSwishProblem = (input: PerTensorQuant, output: PerTensorQuant): string | undefined => {
  if (!(input.scale < 2 ** 16 && input.scale / output.scale < 2 ** 16)) return 'the scales are too far apart';
  const { output: toOutput, gate } = factors(input, output);
  if (toOutput.shift > 0) return "the result's scale is too small against the operand's";
  return toOutput.shift < -15 || gate.shift < -15 ? "the operand's scale is too small" : undefined;
};

/**
 * 8-bit hard-swish as TensorFlow Lite's reference kernel computes it, in 16-bit fixed point: the operand shifted up by
 * 7 bits, times the gate (a product that is cut towards zero), then shifted to the result's scale.
 */
export const storedHardSwish = (input: PerTensorQuant, output: PerTensorQuant): StoredFunction => {
  const { output: toOutput, gate } = factors(input, output);
  return (stored) => {
    const fine = (stored - input.zeroPoint) * 128;
    const scaled = roundingHigh(fine, toOutput.multiplier);
    const gated = Math.trunc((gateOf(fine, gate) * scaled) / 32768);
    return roundingDivideByPowerOfTwo(gated, -toOutput.shift) + output.zeroPoint;
  };
};
