/** Requantisation in one multiplication, where it gives exactly what the two roundings of the reference give. */

/** The kernels' `TML_MATRIX_SHIFT`. */
const shift = 13;

/** One unit of a result before that shift. */
export const oneStepUnit = 2 ** shift;

export interface OneStepScale {
  readonly multiplier: number;
  readonly rounding: number;
}

/** floor(sum · 256 · multiplier / 2^32) for |sum| < 2^23 and 0 ≤ multiplier < 2^31: the core's high word of the product. */
const highWord = (sum: number, multiplier: number): number =>
  Math.floor((sum * (multiplier >>> 16) + Math.floor((sum * (multiplier & 0xffff)) / 65536)) / 256);

/** The least sum within reach whose result is at least `value`, or undefined where no sum, or every one, gives that. */
const threshold = (
  exact: (sum: number) => number,
  value: number,
  factor: number,
  [least, greatest]: readonly [number, number],
): number | undefined => {
  let low = Math.max(least, Math.floor((value - 1.5) / factor) - 2);
  let high = Math.min(greatest, Math.ceil((value + 0.5) / factor) + 2);
  if (low > high || exact(high) < value || exact(low) >= value) {
    // Off the estimate, near the ends: over the whole reach.
    [low, high] = [least, greatest];
    if (exact(high) < value || exact(low) >= value) return undefined;
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (exact(middle) >= value) high = middle;
    else low = middle;
  }
  return high;
};

/** Relative changes of the multiplier that are tried, in units of 2^-23. */
const changes = [0, ...Array.from({ length: 12 }, (_, i) => [i + 1, -i - 1]).flat()];

/**
 * A multiplier and a rounding constant for which ((256 · sum · multiplier) >> 32) + rounding, shifted right by 13, is
 * zeroPoint + exact(sum), for every sum within `reach` and after the limits `min` and `max`; undefined where none is found.
 * An int8 result is a step function of the sum, so its at most 255 steps prove the whole.
 *
 * @param factor the real factor that `exact` rounds: at least 0
 */
export const oneStepScale = (
  exact: (sum: number) => number,
  factor: number,
  zeroPoint: number,
  [min, max]: readonly [number, number],
  reach: readonly [number, number],
): OneStepScale | undefined => {
  const nominal = factor * 2 ** (shift + 24);
  if (factor === 0 || nominal >= 2 ** 31 - 4096) return undefined;
  const [first, last] = reach.map((sum) => Math.min(max, Math.max(min, zeroPoint + exact(sum)))) as [number, number];
  const steps: (readonly [value: number, sum: number])[] = [];
  for (let value = min + 1; value <= max; value++) {
    const sum = threshold(exact, value - zeroPoint, factor, reach);
    if (sum !== undefined) steps.push([value, sum]);
  }
  for (const change of changes) {
    const multiplier = Math.round(nominal * (1 + change * 2 ** -23));
    // Steps beyond the reach must stay there. What lies below min or above max is cut off.
    let low = first === min ? -(2 ** 30) : first * oneStepUnit - highWord(reach[0], multiplier);
    let high = last === max ? 2 ** 30 : (last + 1) * oneStepUnit - 1 - highWord(reach[1], multiplier);
    for (const [value, sum] of steps) {
      low = Math.max(low, value * oneStepUnit - highWord(sum, multiplier));
      high = Math.min(high, value * oneStepUnit - 1 - highWord(sum - 1, multiplier));
      if (low > high) break;
    }
    const rounding = Math.floor((low + high) / 2);
    const ends = reach.map((sum) => Math.abs(highWord(sum, multiplier) + rounding));
    if (low <= high && Math.max(...ends) < 2 ** 31) return { multiplier, rounding };
  }
  return undefined;
};
