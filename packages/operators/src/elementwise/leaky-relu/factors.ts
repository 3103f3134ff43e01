import type { PerTensorQuant } from '@tinyml/core';

/** From the operand's scale to the result's where it is negative, in single precision. */
export const negativeFactor = (alpha: number, input: PerTensorQuant, output: PerTensorQuant): number =>
  Math.fround(Math.fround(input.scale * Math.fround(alpha)) / output.scale);

/** The same where it is not. */
export const positiveFactor = (input: PerTensorQuant, output: PerTensorQuant): number =>
  Math.fround(input.scale / output.scale);
