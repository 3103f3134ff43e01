/**
 * A 64-bit accumulator times `multiplier · 2^(shift − 31)`, as TensorFlow Lite's 16-bit kernels scale it: by the
 * multiplier's upper 16 bits, rounded once, halves up. |value| < 2^47.
 */
export const multiplyWideByQuantizedMultiplier = (value: number, multiplier: number, shift: number): number => {
  const reduced = multiplier < 0x7fff0000 ? (multiplier + 0x8000) >> 16 : 0x7fff;
  const total = 15 - shift;
  return Number((BigInt(value) * BigInt(reduced) + (1n << BigInt(total - 1))) >> BigInt(total));
};
