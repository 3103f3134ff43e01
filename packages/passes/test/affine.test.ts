import { describe, expect, test } from '@jest/globals';
import { quantizeValue } from '@tinyml/core';
import fc from 'fast-check';
import { activationParameters, symmetricParameters, weightScale } from '../src/quantize/affine.ts';
import { channelRanges } from '../src/quantize/channels.ts';
import { storedInt16, storedInt8 } from '../src/quantize/stored-type.ts';
import { quantizeBias, quantizeWeights, weightScales } from '../src/quantize/weights.ts';

const real = fc.float({ min: -1e6, max: 1e6, noNaN: true });

describe('activation parameters', () => {
  test('represent 0 exactly and every value of the range within half a step', () => {
    fc.assert(
      fc.property(real, real, fc.double({ min: 0, max: 1, noNaN: true }), (a, b, share) => {
        const [min, max] = [Math.min(a, b), Math.max(a, b)];
        fc.pre(max - min > 1e-20);
        const { scale, zeroPoint } = activationParameters([min, max]);
        expect(scale).toBe(Math.fround(scale));
        expect(scale).toBeGreaterThan(0);
        expect(Number.isInteger(zeroPoint)).toBe(true);
        expect(zeroPoint).toBeGreaterThanOrEqual(-128);
        expect(zeroPoint).toBeLessThanOrEqual(127);
        const value = Math.min(min, 0) + share * (Math.max(max, 0) - Math.min(min, 0));
        const restored = scale * (quantizeValue(value, scale, zeroPoint, 'int8') - zeroPoint);
        // Rounding the zero point moves the range by up to half a step, so that an end may be clipped by that much more.
        const atEnd =
          quantizeValue(value, scale, zeroPoint, 'int8') === 127 ||
          quantizeValue(value, scale, zeroPoint, 'int8') === -128;
        expect(Math.abs(restored - value)).toBeLessThanOrEqual(scale * (atEnd ? 1.0001 : 0.5001));
        expect(quantizeValue(0, scale, zeroPoint, 'int8')).toBe(zeroPoint);
      }),
      // Shrinking doubles takes forever.
      { endOnFailure: true },
    );
  });

  test.each([
    ['ReLU', [0, 25.5], 0.1, -128],
    ['softmax', [0, 255 / 256], 1 / 256, -128],
    ['tanh', [-1, 127 / 128], 1 / 128, 0],
    ['all zero', [0, 0], 1, 0],
    ['positive only, widened to 0', [3, 25.5], 0.1, -128],
    ['negative only, widened to 0', [-25.5, -3], 0.1, 127],
  ] as const)('%s', (_name, range, scale, zeroPoint) => {
    expect(activationParameters(range)).toEqual({ scale: Math.fround(scale), zeroPoint });
  });
});

describe('16-bit activation parameters', () => {
  test('have zero point 0 and hold every value of the range within half a step', () => {
    fc.assert(
      fc.property(real, real, fc.double({ min: 0, max: 1, noNaN: true }), (a, b, share) => {
        const [min, max] = [Math.min(a, b), Math.max(a, b)];
        fc.pre(Math.max(-min, max) > 1e-20);
        const { scale, zeroPoint } = symmetricParameters([min, max]);
        expect(zeroPoint).toBe(0);
        const value = min + share * (max - min);
        const stored = quantizeValue(value, scale, 0, 'int16');
        expect(Math.abs(scale * stored - value)).toBeLessThanOrEqual(scale * 0.51);
      }),
      { endOnFailure: true },
    );
  });

  test('of a tensor that is always 0 have scale 1', () => {
    expect(symmetricParameters([0, 0])).toEqual({ scale: 1, zeroPoint: 0 });
  });

  test('a bias beyond 32 bits stays whole in 64', () => {
    expect(quantizeBias([-3, 1e9], [2 ** -8, 2 ** -8], storedInt16)).toEqual(BigInt64Array.of(-768n, 256000000000n));
  });
});

describe('weights', () => {
  const shape = [3, 2, 4];
  const weights = fc.array(fc.float({ min: -100, max: 100, noNaN: true }), { minLength: 24, maxLength: 24 });

  test('are symmetric, never −128, and within half a step of the float weight', () => {
    fc.assert(
      fc.property(weights, fc.constantFrom(0, 1, 2, undefined), (values, axis) => {
        const data = Float32Array.from(values);
        const scales = weightScales(channelRanges(data, shape, axis), 0.5, undefined, 2 ** 30);
        const stored = quantizeWeights(data, shape, scales, axis);
        const inner = axis === undefined ? 24 : shape.slice(axis + 1).reduce((a, b) => a * b, 1);
        stored.forEach((value, i) => {
          const channel = axis === undefined ? 0 : Math.floor(i / inner) % (shape[axis] ?? 1);
          expect(value).toBeGreaterThanOrEqual(-127);
          expect(Math.abs(value * (scales[channel] ?? 0) - (data[i] ?? 0))).toBeLessThanOrEqual(
            (scales[channel] ?? 0) * 0.5001,
          );
        });
      }),
    );
  });

  test('take the magnitude of the largest weight', () => {
    expect(weightScale(12.7)).toBeCloseTo(0.1, 7);
    expect(
      weightScales(
        [
          [-12.7, 3],
          [0, 1.27],
        ],
        1,
        undefined,
        2 ** 30,
      ),
    ).toEqual([Math.fround(0.1), Math.fround(0.01)]);
  });

  test('a bias always fits 32 bits, whatever the weights', () => {
    const tiny = fc.float({ min: 0, max: Math.fround(1e-12), noNaN: true });
    const bias = fc.float({ min: -1000, max: 1000, noNaN: true });
    fc.assert(
      fc.property(
        tiny,
        bias,
        fc.float({ min: Math.fround(1e-6), max: 10, noNaN: true }),
        (weight, offset, inputScale) => {
          const [scale = 0] = weightScales([[-weight, weight]], inputScale, [offset], 2 ** 30);
          const unit = Math.fround(scale * inputScale);
          fc.pre(unit > 1e-30);
          const stored = Number(quantizeBias([offset], [unit], storedInt8)[0] ?? 0);
          expect(Math.abs(stored)).toBeLessThanOrEqual(2 ** 30 + 1024);
          expect(Math.abs(stored * unit - offset)).toBeLessThanOrEqual(unit + Math.abs(offset) * 2e-5);
        },
      ),
    );
  });

  test('a channel of zeros keeps its bias', () => {
    const [, dead = 0] = weightScales(
      [
        [-1, 1],
        [0, 0],
      ],
      0.5,
      [0, 0.3],
      2 ** 30,
    );
    const unit = Math.fround(dead * 0.5);
    expect(Number(quantizeBias([0, 0.3], [1, unit], storedInt8)[1] ?? 0) * unit).toBeCloseTo(0.3, 4);
  });
});
