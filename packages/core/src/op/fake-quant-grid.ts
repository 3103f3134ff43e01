/** The real numbers that a fake quantisation lets pass: low + k · step, up to high. Single precision. */
export interface FakeQuantGrid {
  readonly low: number;
  readonly high: number;
  readonly step: number;
}

/** Why the range and width are unusable, or undefined. */
export const fakeQuantProblem = (min: number, max: number, numBits: number): string | undefined => {
  if (!(min <= 0 && max >= 0 && min < max)) {
    return `the range ${String(min)} … ${String(max)} must contain 0`;
  }
  if (!(max - min >= 1e-30 && max - min <= 1e30)) return `the range ${String(min)} … ${String(max)} has no usable step`;
  return Number.isInteger(numBits) && numBits >= 2 && numBits <= 16
    ? undefined
    : `${String(numBits)} bits; 2 to 16 are supported`;
};

/** TensorFlow's nudged range: moved so that 0 is one of the 2^numBits values (one less in a narrow range). */
export const fakeQuantGrid = (min: number, max: number, numBits: number, narrowRange: boolean): FakeQuantGrid => {
  const [least, greatest] = [narrowRange ? 1 : 0, 2 ** numBits - 1];
  const [low, high] = [Math.fround(min), Math.fround(max)];
  const step = Math.fround(Math.fround(high - low) / (greatest - least));
  const exact = Math.fround(least - Math.fround(low / step));
  const zeroPoint = Math.min(greatest, Math.max(least, Math.round(exact)));
  return { low: Math.fround((least - zeroPoint) * step), high: Math.fround((greatest - zeroPoint) * step), step };
};
