/** Requantisation in one multiplication, where it gives exactly what the two roundings of the reference give. */

/** The kernels' `TML_MATRIX_SHIFT`. */
const shift = 13;

/** One unit of a result before that shift. */
export const oneStepUnit = 2 ** shift;

export interface OneStep {
  readonly multiplier: number;
  /** What rounds, and brings the zero point. */
  readonly rounding: number;
}

/**
 * Looks for the numbers with which one multiplication gives zeroPoint + exact(sum), for every sum within `reach` and after
 * the limits min and max; undefined where none are found. An int8 result is a step function of the sum, so its at most
 * 255 steps prove the whole.
 *
 * @param factor the real factor that `exact` rounds: at least 0
 */
export type OneStepSearch = (
  exact: (sum: number) => number,
  factor: number,
  zeroPoint: number,
  limits: readonly [min: number, max: number],
  reach: readonly [least: number, greatest: number],
) => OneStep | undefined;

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

/** A result as a step function of the sum. */
interface Staircase {
  /** The least sum of each result from the second one on. */
  readonly steps: readonly (readonly [value: number, sum: number])[];
  /** The results at the ends of the reach. */
  readonly first: number;
  readonly last: number;
}

const staircase = (
  exact: (sum: number) => number,
  factor: number,
  zeroPoint: number,
  [min, max]: readonly [number, number],
  reach: readonly [number, number],
): Staircase => {
  const [first, last] = reach.map((sum) => Math.min(max, Math.max(min, zeroPoint + exact(sum)))) as [number, number];
  const steps: (readonly [value: number, sum: number])[] = [];
  for (let value = min + 1; value <= max; value++) {
    const sum = threshold(exact, value - zeroPoint, factor, reach);
    if (sum !== undefined) steps.push([value, sum]);
  }
  return { steps, first, last };
};

/** The multipliers that are tried: near the factor at the scale of 256 · sum, positive and below 2^31. */
const multipliersNear = (factor: number): readonly number[] => {
  const nominal = factor * 2 ** (shift + 24);
  if (factor === 0 || nominal >= 2 ** 31 - 4096) return [];
  return changes.map((change) => Math.round(nominal * (1 + change * 2 ** -23))).filter((multiplier) => multiplier > 0);
};

/**
 * @param needed what the rounding must be, at least, for the sum to give `result` or more
 * @param bound beyond any rounding that is needed
 */
const searchWith =
  (needed: (result: number, sum: number, multiplier: number) => number, bound: number): OneStepSearch =>
  (exact, factor, zeroPoint, limits, reach) => {
    const multipliers = multipliersNear(factor);
    if (multipliers.length === 0) return undefined;
    const [min, max] = limits;
    const { steps, first, last } = staircase(exact, factor, zeroPoint, limits, reach);
    for (const multiplier of multipliers) {
      // Steps beyond the reach must stay there. What lies below min or above max is cut off.
      let low = first === min ? -bound : needed(first, reach[0], multiplier);
      let high = last === max ? bound : needed(last + 1, reach[1], multiplier) - 1;
      for (const [value, sum] of steps) {
        low = Math.max(low, needed(value, sum, multiplier));
        high = Math.min(high, needed(value, sum - 1, multiplier) - 1);
        if (low > high) break;
      }
      if (low > high) continue;
      const rounding = Math.floor((low + high) / 2);
      // What the rounding is added to, and the whole, fit 32 bits.
      if (reach.every((sum) => Math.abs(rounding - needed(0, sum, multiplier)) < 2 ** 31))
        return { multiplier, rounding };
    }
    return undefined;
  };

/** ((256 · sum · multiplier) >> 32) + rounding, shifted right by 13. */
export const oneStepScale = searchWith(
  (result, sum, multiplier) => result * oneStepUnit - highWord(sum, multiplier),
  2 ** 30,
);

/** ceil(a / b) of integers below 2^53, b positive: the quotient of doubles may be next to it. */
const ceilQuotient = (a: number, b: number): number => {
  let quotient = Math.ceil(a / b);
  while (quotient * b < a) quotient++;
  while ((quotient - 1) * b >= a) quotient--;
  return quotient;
};

/**
 * ((256 · sum + rounding) · multiplier) >> 45: the rounding goes into a bias, so that it takes neither an instruction nor
 * memory.
 */
export const oneStepOffset = searchWith(
  (result, sum, multiplier) => ceilQuotient(result * 2 ** (shift + 32), multiplier) - 256 * sum,
  2 ** 31,
);
