import { expect, test } from '@jest/globals';
import { quantizeValue, seededRandom } from '@tinyml/core';
import { activationParameters, channelOf, channelRanges, quantizeWeights } from '@tinyml/passes';
import { fakeQuantActivation, fakeQuantWeights } from '../src/quantization/fake-quant.ts';
import { movingRanges } from '../src/quantization/moving-ranges.ts';
import { describeBackends } from './support/backends.ts';

const seeded = (count: number, seed: number, spread: number): Float32Array => {
  const random = seededRandom(seed);
  return Float32Array.from({ length: count }, () => (random() - 0.5) * spread);
};

describeBackends('fake quantisation', (tf) => {
  test.each([
    [-1, 3],
    [0, 6],
    [-0.7, 0],
    [0, 0],
    [-1e-3, 2e-3],
  ])('of an activation is quantise and dequantise, bit for bit: %d … %d', (min, max) => {
    const parameters = activationParameters([min, max]);
    const { scale, zeroPoint } = parameters;
    const ties = Array.from({ length: 600 }, (_, i) => (i - 300) * 0.5 * scale);
    const edges = [0, 0.49999997 * scale, -0.49999997 * scale, min, max, 1e9, -1e9];
    const values = Float32Array.from([...ties, ...edges, ...seeded(5000, 1, 2.5 * (max - min))]);
    const expected = Float32Array.from(values, (value) =>
      Math.fround((quantizeValue(value, scale, zeroPoint, 'int8') - zeroPoint) * scale),
    );
    const got = fakeQuantActivation(tf(), tf().tensor1d(values), parameters).dataSync();
    // −0 is as good as 0.
    expect(Array.from(got, (value) => value + 0)).toEqual(Array.from(expected, (value) => value + 0));
  });

  test('of an activation passes the gradient inside the range, and none outside', () => {
    const gradient = tf().grad((x) =>
      fakeQuantActivation(tf(), x, activationParameters([-1, 1]))
        .mul(3)
        .sum(),
    );
    const x = tf().tensor1d([-5, -1.01, -0.9, -0.1, 0, 0.3, 0.99, 1.01, 7]);
    expect(Array.from(gradient(x).dataSync())).toEqual([0, 0, 3, 3, 3, 3, 3, 0, 0]);
  });

  test.each([
    [undefined, 127],
    [0, 127],
    [2, 127],
    [0, 7],
  ])('of weights is what quantize stores, times its scale: axis %p, ±%d', (axis, limit) => {
    const shape = [6, 5, 4];
    const data = seeded(120, 2, 1);
    // One channel of zeros along each axis.
    const channels = [0, 2].map((one) => channelOf(shape, one));
    data.forEach((_, i) => {
      if (channels.some((channel) => channel(i) === 1)) data[i] = 0;
    });
    const scales = channelRanges(data, shape, axis).map(
      ([low, high]) => Math.fround(Math.max(-low, high) / limit) || 1,
    );
    const stored = quantizeWeights(data, shape, scales, axis);
    const channel = channelOf(shape, axis);
    const got = fakeQuantWeights(tf(), tf().tensor(data, shape), axis, limit).dataSync();
    got.forEach((value, i) => {
      expect(value + 0).toBe(Math.fround((stored[i] ?? 0) * (scales[channel(i)] ?? 1)) + 0);
    });
    expect(new Set(Array.from(got)).size).toBeGreaterThan(5);
  });

  test('of weights passes every gradient', () => {
    const gradient = tf().grad((w) => fakeQuantWeights(tf(), w, 0, 127).mul(2).sum());
    const w = tf().tensor2d([
      [1, -3],
      [0.2, 0],
    ]);
    expect(Array.from(gradient(w).dataSync())).toEqual([2, 2, 2, 2]);
  });
});

describeBackends('moving ranges', (tf) => {
  test('are the mean of the first steps, then move by 1 − decay', () => {
    const ranges = movingRanges(tf(), ['a', 'b', 'c'], 0.5);
    expect(ranges.current().size).toBe(0);
    const step = (...values: [string, number[]][]): ReadonlyMap<string, unknown> => {
      for (const [id, list] of values) ranges.see(id, tf().tensor1d(list));
      ranges.update();
      return ranges.current();
    };
    expect(step(['a', [-1, 0, 4]], ['other', [7, 8]])).toEqual(new Map([['a', [-1, 4]]]));
    // Two batches in one step count as one.
    expect(step(['a', [-3, 0]], ['a', [0, 8]], ['b', [2, 3]]).get('a')).toEqual([-2, 6]);
    expect(step(['a', [-4, 8]])).toEqual(
      new Map([
        ['a', [-3, 7]],
        ['b', [2, 3]],
      ]),
    );
    expect(ranges.current()).toBe(ranges.current());
    const slow = movingRanges(tf(), ['a'], 0.9);
    for (const value of [3, 6, 9]) {
      slow.see('a', tf().tensor1d([0, value]));
      slow.update();
    }
    expect(slow.current()).toEqual(new Map([['a', [0, 6]]]));
  });

  test('are those of a checkpoint that is put into their variable', () => {
    const [first, second] = [0, 1].map(() => movingRanges(tf(), ['a'], 0.9));
    first?.see('a', tf().tensor1d([-1, 4]));
    first?.update();
    second?.variable.assign(first?.variable.clone() as never);
    expect(second?.current()).toEqual(first?.current());
  });

  test('leave no tensors behind', () => {
    const ranges = movingRanges(tf(), ['a'], 0.9);
    const before = tf().memory().numTensors;
    tf().tidy(() => {
      ranges.see('a', tf().tensor1d([-1, 4]));
    });
    ranges.update();
    ranges.current();
    expect(tf().memory().numTensors).toBe(before);
  });
});
