import { describe, expect, test } from '@jest/globals';
import { memoryConstants, seededRandom, type Graph } from '@tinyml/core';
import { seededTensor } from '@tinyml/core/testing';
import { addVector, covariance, inverseFactor, newMoments } from '../src/quantize/rounding/second-moments.ts';
import { layerBuilder } from './support/layer-builder.ts';
import { runPass } from './support/run-passes.ts';

test('the factor is that of the inverse: factorᵀ · factor · (covariance + damping) = 1', () => {
  const random = seededRandom(3);
  const moments = newMoments(6);
  for (let i = 0; i < 40; i++)
    addVector(
      moments,
      Float64Array.from({ length: 6 }, () => random() - 0.3),
    );
  const size = 6;
  const matrix = covariance(moments);
  const factor = inverseFactor(matrix, size);
  const sum = (term: (k: number) => number): number =>
    Array.from({ length: size }, (_, k) => term(k)).reduce((a, b) => a + b);
  const ridge = (0.01 * sum((i) => matrix[i * size + i] ?? 0)) / size;
  const inverse = (i: number, j: number): number =>
    sum((k) => (factor[k * size + i] ?? 0) * (factor[k * size + j] ?? 0));
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      const product = sum((k) => inverse(i, k) * ((matrix[k * size + j] ?? 0) + (k === j ? ridge : 0)));
      expect(product).toBeCloseTo(i === j ? 1 : 0, 8);
    }
  }
});

describe('learned rounding', () => {
  const constants = memoryConstants();
  /** Inputs whose elements depend on each other, as pixels do. */
  const samples = (shape: readonly number[], first: number, count: number) => ({
    count,
    inputs: (index: number) => {
      const { data } = seededTensor({ dtype: 'float32', shape }, first + index);
      const smooth = Float32Array.from(data as Float32Array);
      for (let i = 3; i < smooth.length; i++) smooth[i] = 0.9 * (smooth[i - 3] ?? 0) + 0.1 * (smooth[i] ?? 0);
      return [{ type: { dtype: 'float32' as const, shape }, data: smooth }];
    },
  });
  const shape = [1, 10, 10, 3];
  const networks: readonly (readonly [string, (build: ReturnType<typeof layerBuilder>, x: string) => string])[] = [
    [
      'conv_2d, padded and strided',
      (build, x) => build.conv(x, { outputs: 6, kernel: [3, 3], strides: [2, 2], padding: 'same' }),
    ],
    ['conv_2d, dilated', (build, x) => build.conv(x, { outputs: 6, kernel: [3, 2], dilations: [2, 2] })],
    ['depthwise_conv_2d', (build, x) => build.depthwise(x, { outputs: 6, kernel: [3, 3] })],
    ['fully_connected', (build, x) => build.dense(x, { outputs: 6 })],
  ];

  test.each(networks)('%s: int16 activations are nearer to float on other samples', async (_name, layer) => {
    const build = layerBuilder(constants, 5, 'float32');
    const graph: Graph = build.finish('one', [layer(build, build.input(shape))]);
    // The report sees the samples that calibrate: half of them are not seen by the rounding.
    const sqnr = async (rounding: string): Promise<number> => {
      const result = await runPass(
        'quantize',
        graph,
        constants,
        { mode: 'int16x8', rounding, limit: 60, reportSamples: 60, method: 'min-max' },
        samples(shape, 1, 60),
      );
      return result.metrics?.['outputSqnrDb'] as number;
    };
    expect(await sqnr('learned')).toBeGreaterThan((await sqnr('nearest')) + 0.2);
  });
});
