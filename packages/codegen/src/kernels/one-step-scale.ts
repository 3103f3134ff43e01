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
  return changes.map((change) => Math.round(nominal * (1 + change * 2 ** -23)));
};

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
  limits: readonly [number, number],
  reach: readonly [number, number],
): OneStepScale | undefined => {
  const multipliers = multipliersNear(factor);
  if (multipliers.length === 0) return undefined;
  const [min, max] = limits;
  const { steps, first, last } = staircase(exact, factor, zeroPoint, limits, reach);
  for (const multiplier of multipliers) {
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

export interface OneStepOffset {
  readonly multiplier: number;
  readonly offset: number;
}

/** ceil(a / b) of integers below 2^53, b positive: the quotient of doubles may be next to it. */
const ceilQuotient = (a: number, b: number): number => {
  let quotient = Math.ceil(a / b);
  while (quotient * b < a) quotient++;
  while ((quotient - 1) * b >= a) quotient--;
  return quotient;
};

/**
 * As `oneStepScale`, with the rounding in what is multiplied: ((256 · sum + offset) · multiplier) >> 45. The offset goes
 * into a bias, so that it takes neither an instruction nor memory; 256 · sum + offset fits 32 bits.
 */
export const oneStepOffset = (
  exact: (sum: number) => number,
  factor: number,
  zeroPoint: number,
  limits: readonly [number, number],
  reach: readonly [number, number],
): OneStepOffset | undefined => {
  const multipliers = multipliersNear(factor).filter((multiplier) => multiplier > 0);
  if (multipliers.length === 0) return undefined;
  const [min, max] = limits;
  const { steps, first, last } = staircase(exact, factor, zeroPoint, limits, reach);
  for (const multiplier of multipliers) {
    /** The least value that gives `result` or more. */
    const least = (result: number): number => ceilQuotient(result * 2 ** (shift + 32), multiplier);
    let low = first === min ? -(2 ** 31) : least(first) - 256 * reach[0];
    let high = last === max ? 2 ** 31 : least(last + 1) - 1 - 256 * reach[1];
    for (const [value, sum] of steps) {
      const from = least(value);
      low = Math.max(low, from - 256 * sum);
      high = Math.min(high, from - 1 - 256 * (sum - 1));
      if (low > high) break;
    }
    const offset = Math.floor((low + high) / 2);
    if (low <= high && reach.every((sum) => Math.abs(256 * sum + offset) < 2 ** 31)) return { multiplier, offset };
  }
  return undefined;
};
