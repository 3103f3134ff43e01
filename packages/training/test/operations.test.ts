import { describe, expect, jest, test } from '@jest/globals';
import {
  constantOf,
  interpret,
  memoryConstants,
  valueOf,
  type Diagnostic,
  type Graph,
  type Pass,
  type PassResult,
  type Samples,
  type Tensor,
} from '@tinyml/core';
import { parseGraph, requireValid, verifyAfterPass } from '@tinyml/core/internal';
import { builtinOperators } from '@tinyml/operators';
import { seededTensor, testContext } from '@tinyml/core/testing';
import { trainingPasses } from '../src/index.ts';

jest.setTimeout(120_000);

const operators = new Map(builtinOperators.map((operator) => [operator.name, operator]));
const constants = memoryConstants();

const numbers = (count: number, seed: number): string =>
  [...(seededTensor({ dtype: 'float32', shape: [count] }, seed).data as Float32Array)].join(', ');

/** Convolution, pooling and a dense layer with seeded weights. */
const network = (): Graph => {
  const graph = parseGraph(
    `name: network
inputs:
  x: float32[1, 10, 10, 2]
outputs: [y]
constants:
  w: { type: "float32[8, 3, 3, 2]", values: [${numbers(144, 1)}] }
  b: { type: "float32[8]", values: [${numbers(8, 2)}] }
  d: { type: "float32[12, 128]", values: [${numbers(12 * 128, 3)}] }
nodes:
  - id: conv
    op: conv_2d
    attrs: { padding: valid, strides: [1, 1], dilations: [1, 1], activation: relu }
    inputs: [x, w, b]
    outputs:
      c: float32[1, 8, 8, 8]
  - id: pool
    op: max_pool_2d
    attrs: { padding: valid, strides: [2, 2], filter: [2, 2], activation: none }
    inputs: [c]
    outputs:
      p: float32[1, 4, 4, 8]
  - id: flatten
    op: reshape
    attrs: { newShape: [1, 128] }
    inputs: [p]
    outputs:
      f: float32[1, 128]
  - id: dense
    op: fully_connected
    attrs: { activation: none, keepNumDims: false }
    inputs: [f, d]
    outputs:
      y: float32[1, 12]
`,
    constants,
  );
  requireValid(graph, operators, constants);
  return graph;
};

/** Smooth images, as there are many: neighbours are alike. No labels. */
const image = (index: number): Tensor<Float32Array> => {
  const [a, b, c, d] = seededTensor({ dtype: 'float32', shape: [4] }, 500 + index).data as Float32Array;
  const data = Float32Array.from({ length: 200 }, (_, i) => {
    const [y, x, channel] = [Math.floor(i / 20), Math.floor(i / 2) % 10, i % 2];
    return Math.sin((a ?? 0) * y + (b ?? 0) * x + 3 * (c ?? 0) + channel) * (d ?? 0);
  });
  return { type: { dtype: 'float32', shape: [1, 10, 10, 2] }, data };
};

const samples: Samples = { count: 128, inputs: (index) => [image(index)] };

const passNamed = (name: string): Pass => {
  const pass = trainingPasses.find((candidate) => candidate.name === name);
  if (pass === undefined) throw new Error(`no pass ${name}`);
  return pass;
};

const run = async (
  name: string,
  graph: Graph,
  options: Readonly<Record<string, unknown>>,
): Promise<PassResult & { readonly reported: readonly Diagnostic[] }> => {
  const pass = passNamed(name);
  const reported: Diagnostic[] = [];
  const context = {
    ...testContext(pass, graph, options, { operators, constants, samples }),
    report: (diagnostic: Diagnostic) => void reported.push(diagnostic),
  };
  const result = await pass.run(graph, context as never);
  const full = 'graph' in result ? result : { graph: result };
  verifyAfterPass(pass, graph, full.graph, operators, constants);
  return { ...full, reported };
};

/** Mean square of the difference of both graphs' outputs on images that training has not seen. */
const distance = (a: Graph, b: Graph): number => {
  let sum = 0;
  for (let index = 1000; index < 1010; index++) {
    const [was, is] = [a, b].map(
      (graph) => (interpret(graph, [image(index)], { operators, constants })[0] as Tensor).data as Float32Array,
    );
    was?.forEach((value, i) => (sum += (value - (is?.[i] ?? NaN)) ** 2));
  }
  return sum / 120;
};

const cases = [
  ['separate-convolutions', { rank: 2 }, 'conv.error'],
  ['factorize-convolutions', { rank: 3 }, 'conv.error'],
  ['low-rank-dense', { rank: 4 }, 'dense.error'],
  ['reduce-input', { factor: [1, 2] }, undefined],
  ['reduce-input', { filter: 'binomial' }, undefined],
] as const;

describe.each(cases)('%s %j', (name, options, error) => {
  const graph = network();

  test('fine-tuning by distillation brings it nearer to the original', async () => {
    const before = await run(name, graph, { ...options, epochs: 0 });
    const after = await run(name, graph, { ...options, epochs: 8, batch: 16, learningRate: 0.01 });
    expect(after.graph.nodes).toEqual(before.graph.nodes);
    expect(distance(graph, after.graph)).toBeLessThan(0.85 * distance(graph, before.graph));
    const metrics = after.metrics ?? {};
    expect(metrics['macs']).toBeLessThan(metrics['macsBefore'] as number);
    expect(metrics['epochs']).toBe(8);
    if (error !== undefined) expect(metrics[error]).toBeGreaterThan(0);
  });

  test('a second run changes nothing, and says why', async () => {
    const once = await run(name, graph, { ...options, epochs: 0 });
    const twice = await run(name, once.graph, { ...options, epochs: 1 });
    expect(twice.graph).toBe(once.graph);
    expect(twice.reported.map(({ severity }) => severity)).toEqual(['warning']);
  });
});

describe('what training leaves alone', () => {
  test('zeros of a pruned layer that stays as it is', async () => {
    const graph = network();
    const pruned = Float32Array.from((constantOf(graph, constants, 'd')?.data ?? []) as Float32Array, (value, i) =>
      i % 2 === 0 ? 0 : value,
    );
    const values = new Map(graph.values);
    values.set('d', { ...valueOf(graph, 'd'), data: constants.put(new Uint8Array(pruned.buffer)) });
    const sparse = { ...graph, values };
    const zeros = async (keepSparsity: boolean): Promise<number> => {
      const result = await run('separate-convolutions', sparse, { rank: 2, epochs: 1, keepSparsity });
      return [...(constantOf(result.graph, constants, 'd')?.data as Float32Array)].filter((value) => value === 0)
        .length;
    };
    expect(await zeros(true)).toBe(pruned.length / 2);
    expect(await zeros(false)).toBeLessThan(pruned.length / 10);
  });

  test('the weights of the filter', async () => {
    const { graph } = await run('reduce-input', network(), { filter: 'binomial', epochs: 2, batch: 16 });
    const [, weights = ''] = graph.nodes[0]?.inputs ?? [];
    const data = [...((constantOf(graph, constants, weights ?? '')?.data ?? []) as Float32Array)];
    const taps = [1, 3, 3, 1];
    expect(data).toEqual(taps.flatMap((v) => taps.flatMap((h) => [(v * h) / 64, (v * h) / 64])));
  });
});

describe('reports', () => {
  test('each layer with its rank and costs, and why one stays', async () => {
    const { artifacts, reported, graph } = await run('low-rank-dense', network(), { rank: 11, epochs: 1 });
    expect(String(artifacts?.['low-rank-dense.txt'])).toMatch(
      /dense .*stays: rank 11 takes 1540 MACs and 1540 parameters/,
    );
    expect(reported.map(({ code }) => code)).toEqual(['TML663']);
    expect(valueOf(graph, 'd').type.shape).toEqual([12, 128]);
  });

  test('mistakes are found before anything is trained', async () => {
    await expect(run('separate-convolutions', network(), { include: ['cnv'] })).rejects.toThrow(/TML660/);
    await expect(run('factorize-convolutions', network(), { rank: 99 })).rejects.toThrow(/TML661/);
    await expect(run('reduce-input', network(), { factor: 1 })).rejects.toThrow(/TML669/);
    await expect(run('reduce-input', network(), { size: [9, 5] })).rejects.toThrow(/TML666/);
    await expect(run('reduce-input', network(), { input: 'y' })).rejects.toThrow(/TML665/);
  });
});
