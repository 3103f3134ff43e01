import { quantizeMultiplier } from '@tinyml/core';

/** A factor multiplier / 2^shift with a multiplier of 15 bits, as TensorFlow Lite scales 64-bit sums. */
export const halfFactor = (real: number): { readonly multiplier: number; readonly shift: number } => {
  const { multiplier, shift } = quantizeMultiplier(real);
  return { multiplier: multiplier < 0x7fff0000 ? (multiplier + 0x8000) >> 16 : 0x7fff, shift: 15 - shift };
};
