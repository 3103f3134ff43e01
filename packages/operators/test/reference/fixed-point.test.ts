import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  float16ToFloat32,
  float32ToFloat16,
  multiplyByQuantizedMultiplier,
  multiplyByQuantizedMultiplierOnce,
  quantizedActivationRange,
  quantizeMultiplier,
  quantizeValue,
  roundHalfAway,
} from '@tinyml/core';

const int32 = fc.integer({ min: -2147483648, max: 2147483647 });
const multiplier = fc.integer({ min: 1073741824, max: 2147483647 });

/** The definition in unbounded integers. */
const twice = (value: number, factor: number, shift: number): number => {
  const shifted = BigInt.asIntN(32, BigInt(value) << BigInt(Math.max(0, shift)));
  const product = shifted * BigInt(factor);
  const high = (product + (product >= 0n ? 1n << 30n : 1n - (1n << 30n))) / (1n << 31n);
  const right = BigInt(Math.max(0, -shift));
  const divisor = 1n << right;
  const magnitude = ((high < 0n ? -high : high) + divisor / 2n) / divisor;
  return Number(high < 0n ? -magnitude : magnitude);
};

describe('fixed-point multiplication', () => {
  test('rounds twice exactly as gemmlowp defines it', () => {
    fc.assert(
      fc.property(int32, multiplier, fc.integer({ min: -31, max: 14 }), (value, factor, shift) => {
        expect(multiplyByQuantizedMultiplier(value, factor, shift)).toBe(twice(value, factor, shift));
      }),
      { numRuns: 2000 },
    );
  });

  test('rounds once exactly: add half, shift right', () => {
    fc.assert(
      fc.property(int32, multiplier, fc.integer({ min: -31, max: 14 }), (value, factor, shift) => {
        const half = 1n << BigInt(30 - shift);
        const exact = (BigInt(value) * BigInt(factor) + half) >> BigInt(31 - shift);
        expect(multiplyByQuantizedMultiplierOnce(value, factor, shift)).toBe(Number(exact));
      }),
      { numRuns: 2000 },
    );
  });

  test('differs between the two rules only in ties of the first rounding', () => {
    expect(multiplyByQuantizedMultiplier(-3, 1073741824, -1)).toBe(-1);
    expect(multiplyByQuantizedMultiplierOnce(-3, 1073741824, -1)).toBe(-1);
    expect(multiplyByQuantizedMultiplier(-6, 1073741824, 0)).toBe(-3);
    expect(multiplyByQuantizedMultiplier(-5, 1073741824, 0)).toBe(-2);
    expect(multiplyByQuantizedMultiplier(-5, 1073741824, -2)).toBe(-1);
    expect(multiplyByQuantizedMultiplierOnce(-5, 1073741824, -2)).toBe(-1);
    // 2.5 → 3 after the multiply, 1.5 → 2 after the shift; once: 1.25 → 1.
    expect(multiplyByQuantizedMultiplier(5, 1073741824, -1)).toBe(2);
    expect(multiplyByQuantizedMultiplierOnce(5, 1073741824, -1)).toBe(1);
  });

  test('a factor comes back from its fixed-point form', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-8, max: 1000, noNaN: true }), (real) => {
        const { multiplier: m, shift } = quantizeMultiplier(real);
        expect(m).toBeGreaterThanOrEqual(1073741824);
        expect(m).toBeLessThan(2147483648);
        expect(Math.abs(m * 2 ** (shift - 31) - real)).toBeLessThanOrEqual(real * 2 ** -31);
      }),
    );
    expect(quantizeMultiplier(0)).toEqual({ multiplier: 0, shift: 0 });
    expect(quantizeMultiplier(1 - 2 ** -40)).toEqual({ multiplier: 1073741824, shift: 1 });
    expect(() => quantizeMultiplier(-1)).toThrow(RangeError);
    expect(() => quantizeMultiplier(Number.NaN)).toThrow(RangeError);
  });
});

describe('quantised values', () => {
  test('halves go away from zero', () => {
    expect([0.5, -0.5, 1.5, -1.5, 2.4, -2.6].map((value) => roundHalfAway(value) + 0)).toEqual([1, -1, 2, -2, 2, -3]);
  });

  test('values and activations are clamped to the type', () => {
    expect(quantizeValue(1000, 0.1, 3, 'int8')).toBe(127);
    expect(quantizeValue(-0.25, 0.1, 3, 'int8')).toBe(0);
    expect(quantizedActivationRange('relu', 0.1, -20, 'int8')).toEqual([-20, 127]);
    expect(quantizedActivationRange('relu6', 0.1, -20, 'int8')).toEqual([-20, 40]);
    expect(quantizedActivationRange('relu_n1_to_1', 0.1, -20, 'int8')).toEqual([-30, -10]);
    expect(quantizedActivationRange('none', 0.1, -20, 'int8')).toEqual([-128, 127]);
  });
});

describe('half precision', () => {
  test('every number survives a round trip', () => {
    const halves = Array.from({ length: 65536 }, (_, half) => half);
    const numbers = halves.filter((half) => (half & 0x7c00) !== 0x7c00 || (half & 0x3ff) === 0);
    expect(numbers.filter((half) => float32ToFloat16(float16ToFloat32(half)) !== half)).toEqual([]);
    expect(float16ToFloat32(0x7e00)).toBeNaN();
    expect(float32ToFloat16(Number.NaN) & 0x7fff).toBeGreaterThan(0x7c00);
  });

  test('the nearest half is chosen, ties to even', () => {
    fc.assert(
      fc.property(fc.float({ min: -65000, max: 65000, noNaN: true }), (value) => {
        const half = float32ToFloat16(value);
        const error = Math.abs(float16ToFloat32(half) - value);
        for (const neighbour of [half - 1, half + 1]) {
          if (neighbour < 0 || (neighbour & 0x7c00) === 0x7c00) continue;
          const other = Math.abs(float16ToFloat32(neighbour) - value);
          expect(error < other || (error === other && (half & 1) === 0) || (half & 0x7fff) === 0).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
    expect(float32ToFloat16(65520)).toBe(0x7c00);
    expect(float32ToFloat16(65519)).toBe(0x7bff);
    expect(float32ToFloat16(2 ** -25)).toBe(0);
    expect(float32ToFloat16(1.5 * 2 ** -24)).toBe(2);
    expect(float32ToFloat16(-(2 ** -24))).toBe(0x8001);
  });
});
