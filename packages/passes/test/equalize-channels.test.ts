import { describe, expect, test } from '@jest/globals';
import { memoryConstants, valueOf } from '@tinyml/core';
import { compareOutputs, seededTensor } from '@tinyml/core/testing';
import { equalizeChannels } from '../src/quantize/equalize/equalize-channels.ts';
import { storedInt8 } from '../src/quantize/stored-type.ts';
import { traceOf } from '../src/quantize/trace.ts';
import { layerBuilder } from './support/layer-builder.ts';
import { randomGraph } from './support/random-graph.ts';
import { operators, runPass } from './support/run-passes.ts';
import { spreadChannels } from './support/spread-channels.ts';

const constants = memoryConstants();
const context = { constants, operators };

describe('factors of channels', () => {
  test('powers of two leave every output bit as it is, in 300 random networks', () => {
    let scaled = 0;
    for (let seed = 1; seed <= 300; seed++) {
      const graph = randomGraph(constants, seed, 'float32');
      const spread = spreadChannels(graph, constants, seed, 6);
      scaled += spread.channels;
      expect([seed, ...compareOutputs(graph, spread.graph, 'bits', context, [seed])]).toEqual([seed]);
    }
    expect(scaled).toBeGreaterThan(500);
  });

  /** conv → `between` → conv, whose channels can be scaled where `between` lets factors through. */
  const network = (between: (build: ReturnType<typeof layerBuilder>, x: string) => string) => {
    const build = layerBuilder(constants, 7, 'float32');
    const first = build.conv(build.input([1, 6, 6, 3]), { outputs: 8, kernel: [3, 3], activation: 'none' });
    return build.finish('chain', [build.conv(between(build, first), { outputs: 4 })]);
  };

  test.each([
    ['relu', 8],
    ['leaky_relu', 8],
    ['abs', 8],
    ['logistic', 0],
    ['tanh', 0],
    ['relu6', 0],
    ['hard_swish', 0],
    ['exp', 0],
  ] as const)('pass %s: %i channels', (op, channels) => {
    const attrs = op === 'leaky_relu' ? { alpha: 0.1 } : {};
    const graph = network((build, x) => build.emit(op, attrs as never, [x]));
    const spread = spreadChannels(graph, constants, 3, 5);
    expect(spread.channels).toBe(channels);
    expect(compareOutputs(graph, spread.graph, 'bits', context)).toEqual([]);
  });

  test('an output, and a tensor that a constant is added to, keep their channels', () => {
    const shown = network((_, x) => x);
    const [{ outputs: [first = ''] = [] } = {}] = shown.nodes;
    expect(spreadChannels({ ...shown, outputs: [...shown.outputs, first] }, constants, 3, 5).channels).toBe(0);
    const shifted = network((build, x) => {
      const offset = build.constant('offset', { dtype: 'float32', shape: [8] }, new Float32Array(8).fill(0.5));
      return build.add(x, offset);
    });
    expect(spreadChannels(shifted, constants, 3, 5).channels).toBe(0);
  });
});

describe('equalisation', () => {
  const samples = (shape: readonly number[], count: number) => ({
    count,
    inputs: (index: number) => [seededTensor({ dtype: 'float32', shape }, index + 1) as never],
  });
  const separable = () => {
    const build = layerBuilder(constants, 11, 'float32');
    let x = build.input([1, 8, 8, 4]);
    for (const outputs of [8, 12, 12]) {
      x = build.depthwise(x, { outputs: build.typeOf(x).shape[3] ?? 1, activation: 'relu' });
      x = build.conv(x, { outputs, activation: 'relu' });
    }
    return build.finish('separable', [build.dense(x, { outputs: 5 })]);
  };

  test('gives a network with spread channels the accuracy of the one without', async () => {
    const even = separable();
    const spread = spreadChannels(even, constants, 5, 5);
    expect(spread.channels).toBeGreaterThan(30);
    const calibration = samples([1, 8, 8, 4], 20);
    const sqnr = async (graph: typeof even, options: object): Promise<number> =>
      (await runPass('quantize', graph, constants, { reportSamples: 20, ...options }, calibration)).metrics?.[
        'outputSqnrDb'
      ] as number;
    const [plain, without, with_] = [
      await sqnr(even, { equalize: false }),
      await sqnr(spread.graph, { equalize: false }),
      await sqnr(spread.graph, {}),
    ];
    expect(without).toBeLessThan(plain - 10);
    expect(with_).toBeGreaterThan(plain - 3);
  });

  test('computes the same, up to rounding', async () => {
    const { graph } = spreadChannels(separable(), constants, 9, 5);
    const [input = ''] = graph.inputs;
    const equalized = await equalizeChannels(
      graph,
      { ...context, signal: new AbortController().signal },
      traceOf(graph, context),
      samples(valueOf(graph, input).type.shape, 8),
      { limit: 8, perChannelDense: false },
      storedInt8,
    );
    expect(equalized?.channels).toBeGreaterThan(20);
    if (equalized !== undefined) expect(compareOutputs(graph, equalized.graph, 'rounding', context)).toEqual([]);
  });
});
