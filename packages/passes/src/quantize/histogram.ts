import type { Range } from './affine.ts';

const bins = 4096;
const half = bins / 2;

/**
 * Counts of values in equal bins around 0, collected in one go over data of unknown range: where a value lies outside,
 * the bins' width doubles and neighbours merge, so that the result does not depend on the samples' order but for rounding.
 */
export interface Histogram {
  /** Width of a bin; bin i covers [(i − 2048) · width, (i − 2047) · width). */
  width: number;
  readonly counts: Float64Array;
  total: number;
  min: number;
  max: number;
}

export const emptyHistogram = (): Histogram => ({
  width: 0,
  counts: new Float64Array(bins),
  total: 0,
  min: Infinity,
  max: -Infinity,
});

const widen = (histogram: Histogram): void => {
  const { counts } = histogram;
  const merged = new Float64Array(bins);
  for (let i = 0; i < bins; i++) {
    const target = half + Math.floor((i - half) / 2);
    merged[target] = (merged[target] ?? 0) + (counts[i] ?? 0);
  }
  counts.set(merged);
  histogram.width *= 2;
};

/** Adds values, all finite. */
export const addToHistogram = (histogram: Histogram, data: ArrayLike<number>): void => {
  let magnitude = 0;
  for (let i = 0; i < data.length; i++) {
    const value = data[i] ?? 0;
    if (value < histogram.min) histogram.min = value;
    if (value > histogram.max) histogram.max = value;
    const absolute = Math.abs(value);
    if (absolute > magnitude) magnitude = absolute;
  }
  // A power of two, so that merged bins stay aligned; one bin beyond the largest magnitude.
  if (histogram.width === 0 && magnitude > 0) histogram.width = 2 ** Math.ceil(Math.log2(magnitude / (half - 1)));
  while (magnitude > histogram.width * (half - 1) && histogram.width > 0) widen(histogram);
  const { counts, width } = histogram;
  const inverse = width === 0 ? 0 : 1 / width;
  for (let i = 0; i < data.length; i++) {
    const bin = half + Math.floor((data[i] ?? 0) * inverse);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  histogram.total += data.length;
};

/** Calls `visit(centre, count)` for every bin that is not empty, in rising order. */
export const visitBins = (histogram: Histogram, visit: (centre: number, count: number) => void): void => {
  histogram.counts.forEach((count, i) => {
    if (count > 0) visit((i - half + 0.5) * histogram.width, count);
  });
};

/** The range that leaves out at most `100 − percentile` per cent of the values at either end. */
export const percentileRange = (histogram: Histogram, percentile: number): Range => {
  const allowed = histogram.total * (1 - percentile / 100);
  const centres: number[] = [];
  const counts: number[] = [];
  visitBins(histogram, (centre, count) => {
    centres.push(centre);
    counts.push(count);
  });
  const cut = (from: number, step: 1 | -1): number => {
    let left = 0;
    let i = from;
    while (i >= 0 && i < counts.length) {
      left += counts[i] ?? 0;
      if (left > allowed) break;
      i += step;
    }
    return i;
  };
  const low = cut(0, 1);
  const high = cut(counts.length - 1, -1);
  const edge = histogram.width / 2;
  return [
    low <= 0 ? histogram.min : Math.max(histogram.min, (centres[low] ?? 0) - edge),
    high >= counts.length - 1 ? histogram.max : Math.min(histogram.max, (centres[high] ?? 0) + edge),
  ];
};
