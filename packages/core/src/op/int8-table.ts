import { roundHalfAway } from './fixed-point.ts';
import type { PerTensorQuant } from './per-tensor.ts';

/** An int8 function of one int8 operand: the result of q stands at index q + 128. */
export type Int8Table = Int8Array;

/** Tabulates a function of stored integers; results are clamped to int8. */
export const tabulate = (f: (stored: number) => number): Int8Table =>
  Int8Array.from({ length: 256 }, (_, i) => Math.min(127, Math.max(-128, f(i - 128))));

/**
 * Tabulates a function of real numbers as TensorFlow Lite does, every step in single precision:
 * round(f(scale · (q − zero point)) · (1 / output scale)) + output zero point.
 */
export const tabulateReal = (input: PerTensorQuant, output: PerTensorQuant, f: (real: number) => number): Int8Table => {
  const inverse = Math.fround(1 / output.scale);
  return tabulate((stored) => {
    const real = Math.fround(input.scale * (stored - input.zeroPoint));
    return roundHalfAway(Math.fround(Math.fround(f(real)) * inverse)) + output.zeroPoint;
  });
};
