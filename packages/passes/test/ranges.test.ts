import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addToHistogram, emptyHistogram, percentileRange, visitBins } from '../src/quantize/histogram.ts';
import { leastErrorRange } from '../src/quantize/mse.ts';
import { storedInt16, storedInt8 } from '../src/quantize/stored-type.ts';

const histogramOf = (...batches: readonly (readonly number[])[]) => {
  const histogram = emptyHistogram();
  for (const batch of batches) addToHistogram(histogram, batch);
  return histogram;
};
const values = fc.array(fc.float({ min: -1e4, max: 1e4, noNaN: true }), { minLength: 1, maxLength: 50 });

describe('histogram', () => {
  test('counts every value in the bin that holds it, however wide the data grows', () => {
    fc.assert(
      fc.property(fc.array(values, { minLength: 1, maxLength: 5 }), (batches) => {
        const histogram = histogramOf(...batches);
        const all = batches.flat();
        let counted = 0;
        visitBins(histogram, (centre, count) => {
          counted += count;
          const half = histogram.width / 2;
          // Of zeros alone nothing tells how wide a bin should be: they lie in one of no width.
          const holds = (value: number): boolean =>
            half === 0 ? value === centre : value >= centre - half && value < centre + half;
          expect(all.some(holds)).toBe(true);
        });
        if (histogram.width > 0) expect(counted).toBe(all.length);
        expect(histogram.total).toBe(all.length);
      }),
      { examples: [[[[0]]], [[[0], [0, 1]]]] },
    );
  });

  test('percentile 100 is the whole range', () => {
    fc.assert(
      fc.property(values, (batch) => {
        expect(percentileRange(histogramOf(batch), 100)).toEqual([Math.min(...batch), Math.max(...batch)]);
      }),
    );
  });

  test('a percentile leaves out a rare extreme', () => {
    const batch = Array.from({ length: 10_000 }, (_, i) => (i % 100) / 100);
    batch[17] = 50;
    const [min, max] = percentileRange(histogramOf(batch), 99.9);
    expect(min).toBeLessThan(0.03);
    expect(max).toBeGreaterThan(0.95);
    expect(max).toBeLessThan(1.1);
  });
});

describe('least error', () => {
  test('keeps the whole range of evenly spread values', () => {
    const batch = Array.from({ length: 10_000 }, (_, i) => -1 + i / 5000);
    const [min, max] = leastErrorRange(histogramOf(batch), storedInt8);
    expect(min).toBeLessThan(-0.95);
    expect(max).toBeGreaterThan(0.95);
  });

  test('clips one large value among many small ones', () => {
    const batch = Array.from({ length: 100_000 }, (_, i) => (i % 1000) / 1000);
    batch[17] = 5;
    const [, max] = leastErrorRange(histogramOf(batch), storedInt8);
    expect(max).toBeLessThan(4.9);
    expect(max).toBeGreaterThanOrEqual(0.9);
  });

  test('clips less of it for 16 bits, whose steps are finer', () => {
    const batch = Array.from({ length: 100_000 }, (_, i) => (i % 1000) / 1000);
    batch[17] = 5;
    expect(leastErrorRange(histogramOf(batch), storedInt16)[1]).toBe(5);
  });
});
