import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { constantOf, constantValue, valueOf, type Constants, type Graph } from '@tinyml/core';
import { shareValues } from '../src/compress/share-values.ts';
import { smallestForm, storedSizes } from '../src/compress/storage.ts';
import { canonicalise, runPass } from './support/run-passes.ts';
import { hasShared, importModel, modelPath } from './support/shared-models.ts';
import { noiseSamples } from './support/smooth-noise.ts';

const squaredError = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((sum, value, i) => sum + (value - (b[i] as number)) ** 2, 0);

/** Least squared error with `count` means, by trying every division of the sorted levels. */
const leastError = (levels: readonly number[], count: number): number => {
  if (levels.length === 0) return 0;
  const mean = levels.reduce((sum, value) => sum + value, 0) / levels.length;
  const whole = levels.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  if (count === 1) return whole;
  return levels.reduce(
    (least, _, at) =>
      Math.min(least, at === 0 ? whole : leastError(levels.slice(0, at), 1) + leastError(levels.slice(at), count - 1)),
    whole,
  );
};

describe('shared values', () => {
  test('are the best ones, up to rounding to integers', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -127, max: 127 }), { minLength: 1, maxLength: 9 }),
        fc.integer({ min: 1, max: 4 }),
        (given, count) => {
          const values = Int8Array.from(given);
          const shared = shareValues(values, count, () => 1);
          expect(new Set(shared.filter((_, i) => values[i] !== 0)).size).toBeLessThanOrEqual(count);
          expect(values.every((value, i) => value !== 0 || shared[i] === 0)).toBe(true);
          const least = leastError(
            given.filter((value) => value !== 0).sort((a, b) => a - b),
            count,
          );
          expect(squaredError(values, shared)).toBeLessThanOrEqual(least + 0.25 * values.length + 1e-9);
        },
      ),
    );
  });

  test('stay where there are few enough', () => {
    const values = Int8Array.from([0, 5, -3, 5, 0, 5]);
    expect([...shareValues(values, 2, () => 1)]).toEqual([...values]);
  });

  test('of channels with a larger scale count more', () => {
    const values = Int8Array.from([10, 20]);
    expect([...shareValues(values, 1, (i) => (i === 0 ? 10 : 1))]).toEqual([10, 10]);
  });
});

test('the smallest form is taken, and plain int8 where nothing is smaller', () => {
  const noise = Int8Array.from({ length: 4096 }, (_, i) => ((i * 7919) % 255) - 127);
  expect(smallestForm(storedSizes(noise, 64), ['coded', 'packed4']).encoding).toBeUndefined();
  const four = noise.map((value) => value >> 4);
  expect(smallestForm(storedSizes(four, 64), ['coded', 'packed4'])).toEqual({ encoding: 'packed4', bytes: 2048 });
  const sparse = noise.map((value) => (value > 100 ? value : 0));
  expect(smallestForm(storedSizes(sparse, 64), ['coded', 'packed4']).encoding).toBe('coded');
});

/** The graph with the smallest weights of large layers zero, four in five of them. */
const pruned = (graph: Graph, constants: Constants): Graph => {
  const values = new Map(graph.values);
  for (const { inputs } of graph.nodes) {
    const id = inputs[1];
    const data = id == null ? undefined : constantOf(graph, constants, id)?.data;
    if (id == null || !(data instanceof Float32Array) || data.length < 512) continue;
    const limit = data.map(Math.abs).sort()[Math.floor(0.8 * data.length)] as number;
    const kept = data.map((value) => (Math.abs(value) < limit ? 0 : value));
    values.set(id, constantValue(constants, id, valueOf(graph, id).type, kept));
  }
  return { ...graph, values };
};

(hasShared ? describe : describe.skip)('on real models', () => {
  test('CNN1, pruned to 80 %: under 6,000 B, and fewer with shared values', async () => {
    const { graph, constants } = await importModel(modelPath('seed/CNN1/2_fashion_mnist_model_pruning.h5'));
    const float = await canonicalise(graph, constants);
    const [input = ''] = float.inputs;
    const samples = noiseSamples(valueOf(float, input).type.shape, 8, 1, 0, 1);
    const { graph: int8 } = await runPass('quantize', float, constants, { reportSamples: 0 }, samples);
    const bytes = async (options: Readonly<Record<string, unknown>>): Promise<number> =>
      Number((await runPass('compress-weights', int8, constants, options)).metrics?.['filterBytes']);
    expect(await bytes({})).toBeLessThan(5100);
    expect(await bytes({ values: 8 })).toBeLessThan(3300);
    expect(await bytes({ fourBits: true })).toBeLessThan(3500);
  });

  test('image classification with 80 % zeros and 8 values: 23 times fewer bytes than float', async () => {
    const { graph, constants } = await importModel(modelPath('mlperf-tiny/ic.h5'));
    const float = pruned(await canonicalise(graph, constants), constants);
    const [input = ''] = float.inputs;
    const samples = noiseSamples(valueOf(float, input).type.shape, 2, 1, 0, 255);
    const { graph: int8 } = await runPass(
      'quantize',
      float,
      constants,
      { reportSamples: 0, method: 'min-max' },
      samples,
    );
    const { metrics = {} } = await runPass('compress-weights', int8, constants, { values: 8 });
    expect(Number(metrics['filterBytesFloat']) / Number(metrics['filterBytes'])).toBeGreaterThan(23);
  }, 30_000);
});
