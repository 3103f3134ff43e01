import { describe, expect, test } from '@jest/globals';
import { memoryConstants, type Constants, type Graph, type Samples } from '@tinyml/core';
import { seededTensor, testContext } from '@tinyml/core/testing';
import { diagnoseQuantization, type Diagnosis, type DiagnosisRequest } from '../src/index.ts';
import { quantize } from '../src/quantize.ts';
import { layerBuilder } from './support/layer-builder.ts';
import { operators, runPass } from './support/run-passes.ts';
import { spreadChannels } from './support/spread-channels.ts';

const shape = [1, 8, 8, 3];

/** Seeded noise, `factor` times as large as usual. */
const noise = (first: number, count: number, factor = 1): Samples => ({
  count,
  inputs: (index) => {
    const type = { dtype: 'float32' as const, shape };
    const data = Float32Array.from(seededTensor(type, first + index).data as Float32Array, (value) => value * factor);
    return [{ type, data }];
  },
});

const network = (constants: Constants): Graph => {
  const build = layerBuilder(constants, 11, 'float32');
  const first = build.conv(build.input(shape), { outputs: 8, kernel: [3, 3], activation: 'relu' });
  const second = build.depthwise(first, { outputs: 8, kernel: [3, 3], activation: 'relu' });
  const third = build.conv(second, { outputs: 6, kernel: [1, 1], activation: 'relu' });
  return build.finish('three', [third]);
};

const diagnose = async (
  source: Graph,
  constants: Constants,
  given: Readonly<Record<string, unknown>>,
  held: Samples = noise(500, 8),
): Promise<Diagnosis> => {
  const samples = noise(1, 24);
  const { graph: deployed } = await runPass('quantize', source, constants, given, samples);
  const context = testContext(quantize, source, given, {
    operators,
    constants,
    samples,
  }) as DiagnosisRequest['context'];
  return diagnoseQuantization({ source, deployed, imported: source, context, held, limit: 8, worst: 3 });
};

const noiseOf = (sqnr: number | null): number => (sqnr === null ? 0 : 10 ** (-sqnr / 10));

describe('what quantisation loses in each layer', () => {
  test.each(['int8', 'int16x8', 'dynamic-range', 'float16'])(
    '%s: what layers lose alone adds up to what is lost at the outputs',
    async (mode) => {
      const constants = memoryConstants();
      const { layers, outputSqnr, importedSqnr } = await diagnose(network(constants), constants, {
        mode,
        minElements: 0,
      });
      expect(layers).toHaveLength(3);
      expect(importedSqnr).toBeCloseTo(outputSqnr ?? NaN, 3);
      expect(layers.at(-1)?.sqnr).toBeCloseTo(outputSqnr ?? NaN, 3);
      const sum = layers.reduce((all, { alone }) => all + noiseOf(alone), 0);
      // Errors of layers are nearly independent of each other, and each layer alone rounds its operands, too.
      expect(sum / noiseOf(outputSqnr)).toBeGreaterThan(0.4);
      expect(sum / noiseOf(outputSqnr)).toBeLessThan(3);
      expect(layers.reduce((all, { share }) => all + share, 0)).toBeCloseTo(1, 6);
    },
  );

  test('channels of unequal size are found, and equalising them is tried and helps', async () => {
    const constants = memoryConstants();
    const { graph } = spreadChannels(network(constants), constants, 3, 6);
    const { layers, outputSqnr } = await diagnose(graph, constants, { equalize: false });
    const tried = layers.flatMap((layer) => layer.tried).filter(({ options }) => options.equalize === true);
    expect(tried.length).toBeGreaterThan(0);
    for (const { outputSqnr: after } of tried) expect(after).toBeGreaterThan((outputSqnr ?? NaN) + 6);
    const [first] = layers;
    expect(first?.grid?.channelRatio).toBeGreaterThan(8);
    // What is tried is what the pass gives with that option.
    const equalized = await diagnose(graph, constants, { equalize: true });
    expect(tried[0]?.outputSqnr).toBeCloseTo(equalized.outputSqnr ?? NaN, 6);
  });

  test('values beyond what calibration has seen are clipped', async () => {
    const constants = memoryConstants();
    const { layers } = await diagnose(network(constants), constants, {}, noise(500, 8, 3));
    expect(layers.map(({ cause }) => cause)).toEqual(['clipped', 'clipped', 'clipped']);
    for (const { grid } of layers) expect(grid?.clipped).toBeGreaterThan(0.01);
    const usual = await diagnose(network(constants), constants, {});
    for (const [i, { grid }] of usual.layers.entries())
      expect(grid?.clipped).toBeLessThan((layers[i]?.grid?.clipped ?? 0) / 4);
  });

  test('more calibration samples are tried where there are more', async () => {
    const constants = memoryConstants();
    const { layers } = await diagnose(
      network(constants),
      constants,
      { limit: 1, method: 'min-max' },
      noise(500, 8, 1.5),
    );
    const tried = layers.flatMap((layer) => layer.tried).filter(({ options }) => options.limit === 24);
    expect(tried.length).toBeGreaterThan(0);
  });

  test('rows of unequal size that share a scale: one scale a row is tried, and helps that layer', async () => {
    const constants = memoryConstants();
    const build = layerBuilder(constants, 7, 'float32');
    const hidden = build.dense(build.input(shape), { outputs: 12, activation: 'relu' });
    const graph = build.finish('dense', [build.dense(hidden, { outputs: 4 })]);
    const spread = spreadChannels(graph, constants, 3, 5);
    const { layers } = await diagnose(spread.graph, constants, { mode: 'int16x8', equalize: false });
    const [first] = layers;
    expect(first?.cause).toBe('weight-rows');
    expect(first?.weights?.rowRatio).toBeGreaterThan(4);
    const perRow = first?.tried.find(({ options }) => options.perChannelDense === true);
    expect(perRow?.outputSqnr).toBeGreaterThan(layers.at(-1)?.sqnr ?? Infinity);
  });
});
