import { describe, expect, test } from '@jest/globals';
import { memoryConstants, valueOf, type Constants, type Graph, type Samples } from '@tinyml/core';
import { seededTensor } from '@tinyml/core/testing';
import { layerBuilder } from './support/layer-builder.ts';
import { runPass } from './support/run-passes.ts';

const shape = [1, 8, 8, 3];

const samples: Samples = {
  count: 24,
  inputs: (index) => {
    const type = { dtype: 'float32' as const, shape };
    return [{ type, data: Float32Array.from(seededTensor(type, 1 + index).data as Float32Array) }];
  },
};

const network = (constants: Constants): Graph => {
  const build = layerBuilder(constants, 11, 'float32');
  const first = build.conv(build.input(shape), { outputs: 8, kernel: [3, 3], activation: 'relu' });
  const second = build.depthwise(first, { outputs: 8, kernel: [3, 3], activation: 'relu' });
  const third = build.conv(second, { outputs: 8, kernel: [1, 1], activation: 'relu' });
  const fourth = build.conv(third, { outputs: 6, kernel: [3, 3], activation: 'relu' });
  return build.finish('four', [fourth]);
};

const quantized = async (minSqnr: number) => {
  const constants = memoryConstants();
  const {
    graph,
    summary = '',
    reported,
  } = await runPass('quantize', network(constants), constants, { minSqnr }, samples);
  const convolutions = graph.nodes.filter(({ op }) => op.includes('conv'));
  const wide = convolutions.filter(({ outputs }) => valueOf(graph, outputs[0] ?? '').type.dtype === 'int16');
  const sqnr = Number(/output SQNR ([\d.]+) dB/.exec(summary)?.[1]);
  return { graph, sqnr, layers: convolutions.length, wide: wide.length, codes: reported.map(({ code }) => code) };
};

describe('mixed precision', () => {
  test('takes int8 where that is near enough, and int16 for as few layers as reach what is asked for', async () => {
    const int8 = await quantized(0);
    expect(int8.wide).toBe(0);
    expect((await quantized(int8.sqnr - 1)).graph).toEqual(int8.graph);
    const some = await quantized(int8.sqnr + 1);
    expect(some.sqnr).toBeGreaterThanOrEqual(int8.sqnr + 1);
    expect(some.wide).toBeGreaterThan(0);
    expect(some.wide).toBeLessThan(some.layers);
    expect(some.codes).not.toContain('TML483');
  });

  test('says how far it came where that cannot be reached', async () => {
    const int8 = await quantized(0);
    const best = await quantized(120);
    expect(best.codes).toContain('TML483');
    expect(best.sqnr).toBeGreaterThan(int8.sqnr);
  });

  test('leaves inputs and outputs as they were asked for', async () => {
    const { graph } = await quantized(120);
    for (const id of [...graph.inputs, ...graph.outputs]) expect(valueOf(graph, id).type.dtype).toBe('int8');
  });
});
