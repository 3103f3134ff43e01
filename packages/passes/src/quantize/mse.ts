import type { Range } from './affine.ts';
import type { StoredType } from './stored-type.ts';
import { visitBins, type Histogram } from './histogram.ts';

/** Sum of squared errors when the histogram's values are stored over `range`. */
const squaredError = (histogram: Histogram, range: Range, { parameters, limits }: StoredType): number => {
  const { scale, zeroPoint } = parameters(range);
  const [low, high] = limits;
  let sum = 0;
  visitBins(histogram, (centre, count) => {
    const stored = Math.min(Math.max(Math.round(centre / scale) + zeroPoint, low), high);
    const error = centre - scale * (stored - zeroPoint);
    // Within a bin values are spread evenly: a bin wider than a step would hide its own rounding error.
    const clipped = stored === low || stored === high;
    sum += count * (clipped ? error * error : Math.max(error * error, (scale * scale) / 12));
  });
  return sum;
};

const steps = 32;

/** The best end of a range when it is drawn in towards 0 in `steps`, the other end staying. */
const bestEnd = (histogram: Histogram, range: Range, end: 0 | 1, stored: StoredType): Range => {
  let best = range;
  let least = squaredError(histogram, range, stored);
  for (let step = 1; step < steps; step++) {
    const value = range[end] * (1 - step / steps);
    const candidate: Range = end === 0 ? [value, range[1]] : [range[0], value];
    const error = squaredError(histogram, candidate, stored);
    if (error < least) {
      least = error;
      best = candidate;
    }
  }
  return best;
};

/**
 * The range with the least mean squared quantisation error: rare large values are clipped where that makes all others
 * finer. Searched end by end, the upper first.
 */
export const leastErrorRange = (histogram: Histogram, stored: StoredType): Range => {
  const full: Range = [histogram.min, histogram.max];
  return bestEnd(histogram, bestEnd(histogram, full, 1, stored), 0, stored);
};
