import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { clusterValues } from '../src/clustering/k-means.ts';

const weights = fc
  .array(fc.oneof(fc.constant(0), fc.float({ min: -8, max: 8, noNaN: true })), { minLength: 1, maxLength: 200 })
  .map((list) => Float32Array.from(list, (value) => value + 0));

describe('k-means', () => {
  test('finds groups that lie apart', () => {
    const { centroids, indices } = clusterValues(Float32Array.from([1, -3, 1.2, -3.2, 9, 0.8, -2.8]), 3, false);
    expect(Array.from(centroids, (value) => value.toFixed(5))).toEqual(['-3.00000', '1.00000', '9.00000']);
    expect([...indices]).toEqual([1, 0, 1, 0, 2, 1, 0]);
  });

  test('keeps a rare large weight', () => {
    const many = Float32Array.from({ length: 1000 }, (_, i) => (i === 0 ? 5 : (i % 10) / 100));
    expect(clusterValues(many, 4, false).centroids.at(-1)).toBe(5);
  });

  test('as many values as asked for reproduce the weights', () => {
    fc.assert(
      fc.property(weights, (list) => {
        const different = new Set(list).size;
        fc.pre(different === list.length && different <= 16);
        const spread = Float32Array.from(list.slice().sort(), (_, i) => i - 3);
        const { centroids, indices } = clusterValues(spread, different, false);
        expect(Float32Array.from(indices, (index) => centroids[index] ?? NaN)).toEqual(spread);
      }),
    );
  });

  test('every weight has the nearest value, every value is the mean of its weights', () => {
    fc.assert(
      fc.property(weights, fc.integer({ min: 1, max: 16 }), (list, count) => {
        const { centroids, indices } = clusterValues(list, count, false);
        expect(centroids.length).toBeLessThanOrEqual(count);
        expect([...centroids]).toEqual([...new Set(centroids)].sort((a, b) => a - b));
        list.forEach((value, i) => {
          const distance = Math.abs(value - (centroids[indices[i] ?? 99] ?? NaN));
          for (const other of centroids) expect(distance).toBeLessThanOrEqual(Math.abs(value - other) + 1e-5);
        });
        centroids.forEach((centroid, c) => {
          const members = list.filter((_, i) => indices[i] === c);
          expect(members.length).toBeGreaterThan(0);
          expect(centroid).toBeCloseTo(members.reduce((sum, value) => sum + value, 0) / members.length, 4);
        });
      }),
    );
  });

  test('zeros stay 0', () => {
    fc.assert(
      fc.property(weights, fc.integer({ min: 2, max: 16 }), (list, count) => {
        const { centroids, indices } = clusterValues(list, count, true);
        expect(centroids.length).toBeLessThanOrEqual(count);
        expect([...centroids]).toEqual([...centroids].sort((a, b) => a - b));
        const zero = centroids.indexOf(0);
        if (list.includes(0)) expect(zero).toBeGreaterThanOrEqual(0);
        list.forEach((value, i) => {
          expect(indices[i]).toBeLessThan(centroids.length);
          if (value === 0) expect(indices[i]).toBe(zero);
        });
      }),
    );
  });

  test('weights that are all zero have one value', () => {
    expect(clusterValues(new Float32Array(5), 16, true)).toEqual({
      centroids: new Float32Array(1),
      indices: new Uint8Array(5),
    });
  });
});
