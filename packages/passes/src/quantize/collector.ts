import { TinymlError } from '@tinyml/core';
import { notFinite } from '../diagnostics/quantization.ts';
import type { Range } from './affine.ts';
import { addToHistogram, emptyHistogram, percentileRange } from './histogram.ts';
import { leastErrorRange } from './mse.ts';
import type { StoredType } from './stored-type.ts';

/** How a range is chosen from the values that a tensor took. */
export const methods = ['min-max', 'percentile', 'mse'] as const;

export type Method = (typeof methods)[number];

export interface CalibrationOptions {
  /** Those that `rangesBy` will be asked for. */
  readonly methods: readonly Method[];
  /** Per cent of the values that each end of the range keeps. */
  readonly percentile: number;
  /** Samples used at most. */
  readonly limit: number;
  /** What the activations will be stored as. */
  readonly stored: StoredType;
}

/** Gathers the values that one tensor takes. */
export interface Collector {
  /** @throws TinymlError (TML481) for NaN or infinity */
  add(data: ArrayLike<number>, sample: number): void;
  range(method: Method): Range;
}

/** The least and greatest value, and for the other methods a histogram. */
export const collector = (id: string, options: CalibrationOptions): Collector => {
  let [min, max] = [Infinity, -Infinity];
  const histogram = options.methods.some((method) => method !== 'min-max') ? emptyHistogram() : undefined;
  return {
    add(data, sample) {
      let [low, high] = [min, max];
      for (let i = 0; i < data.length; i++) {
        const value = data[i] as number;
        if (value < low) low = value;
        if (value > high) high = value;
        // NaN fails every comparison; its difference to itself is no zero either.
        if (value - value !== 0) throw new TinymlError(notFinite(id, sample));
      }
      [min, max] = [low, high];
      if (histogram !== undefined) addToHistogram(histogram, data);
    },
    range(method) {
      if (min > max) return [0, 0];
      if (method === 'min-max' || histogram === undefined) return [min, max];
      return method === 'percentile'
        ? percentileRange(histogram, options.percentile)
        : leastErrorRange(histogram, options.stored);
    },
  };
};
