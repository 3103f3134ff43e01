import { beforeAll, expect, jest, test } from '@jest/globals';
import { constantOf, constantValue, interpret, isTinymlError, valueOf, type Graph, type Pass } from '@tinyml/core';
import { testContext } from '@tinyml/core/testing';
import { builtinPasses } from '@tinyml/passes';
import { describeWith } from '../../../tools/testing.ts';
import { clusterWeights } from '../src/passes/cluster-weights.ts';
import { quantizeAwareTraining } from '../src/passes/quantize-aware-training.ts';
import { train } from '../src/passes/train.ts';
import { constants, operators, points, smallClassifier } from './support/small-classifier.ts';

// A loaded machine may take seconds for what takes a tenth of one.
jest.setTimeout(120_000);

const samples = points(400);

const run = async (pass: Pass, graph: Graph, options: unknown): Promise<Graph> => {
  const result = await pass.run(graph, testContext(pass, graph, options, { operators, constants, samples }) as never);
  return 'graph' in result ? result.graph : result;
};

const codeOf = async (work: Promise<unknown>): Promise<string> => {
  const error: unknown = await work.then(
    () => 'nothing thrown',
    (thrown: unknown) => thrown,
  );
  return isTinymlError(error) ? (error.diagnostics[0]?.code ?? '') : String(error);
};

const weightsOf = (graph: Graph, id: string): Float32Array =>
  (constantOf(graph, constants, id)?.data ?? new Float32Array()) as Float32Array;

const accuracyOf = (graph: Graph): number => {
  let right = 0;
  for (let i = 0; i < samples.count; i++) {
    const [output] = interpret(graph, [...samples.inputs(i)], { operators, constants });
    const answers = Array.from(output?.data as Float32Array);
    right += answers.indexOf(Math.max(...answers)) === samples.labels?.[i] ? 1 : 0;
  }
  return right / samples.count;
};

/** Every second weight of the first layer is 0. */
const pruned = (graph: Graph): Graph => {
  const data = weightsOf(graph, 'w1').map((value, i) => (i % 2 === 0 ? 0 : value));
  const value = { ...valueOf(graph, 'w1'), ...constantValue(constants, 'w1', valueOf(graph, 'w1').type, data) };
  return { ...graph, values: new Map(graph.values).set('w1', value) };
};

const zeros = (graph: Graph): number[] =>
  Array.from(weightsOf(graph, 'w1').keys()).filter((i) => weightsOf(graph, 'w1')[i] === 0);

const quantize = builtinPasses.find(({ name }) => name === 'quantize') as Pass;

/** A graph without layers that have weights. */
const weightless = (): Graph => {
  const graph = smallClassifier();
  const [, , softmax] = graph.nodes;
  return { ...graph, inputs: ['logits'], nodes: softmax === undefined ? [] : [softmax] };
};

const schedule = { epochs: 8, batch: 50, learningRate: 0.02, schedule: 'cosine' };

const suite = (): void => {
  let trained: Graph;
  beforeAll(async () => {
    trained = await run(train, smallClassifier(), { epochs: 12, batch: 25, learningRate: 0.05 });
  });

  test('quantize-aware-training leaves weights on the grid, and ranges that quantize takes', async () => {
    const aware = await run(quantizeAwareTraining, trained, schedule);
    const quantized = await run(quantize, aware, { mode: 'int8', io: 'float32' });
    for (const id of ['w1', 'w2']) {
      const { quant } = valueOf(quantized, id).type;
      const stored = constantOf(quantized, constants, id)?.data as Int8Array;
      const [scale = 0] = quant?.scale ?? [];
      weightsOf(aware, id).forEach((value, i) => expect(value).toBeCloseTo((stored[i] ?? 0) * scale, 6));
    }
    for (const id of ['x', 'hidden', 'logits']) {
      const [min, max] = valueOf(aware, id).intent?.range?.[0] ?? [];
      expect(max).toBeGreaterThan(0.5);
      const int8 = [...quantized.values.values()].find(
        (value) => value.id.startsWith(id) && value.type.dtype === 'int8',
      );
      expect(int8?.type.quant?.scale[0]).toBe(Math.fround((Number(max) - Math.min(0, Number(min))) / 255));
    }
    expect(accuracyOf(quantized)).toBeGreaterThan(accuracyOf(trained) - 0.03);
    for (const mode of ['dynamic-range', 'float16'])
      expect(accuracyOf(await run(quantize, aware, { mode, minElements: 0 }))).toBeGreaterThan(
        accuracyOf(trained) - 0.03,
      );
  });

  test('quantize-aware-training makes up for coarse weights', async () => {
    const rounded = await run(quantizeAwareTraining, trained, { weightBits: 2, epochs: 0 });
    const aware = await run(quantizeAwareTraining, trained, { weightBits: 2, ...schedule });
    expect(new Set(weightsOf(aware, 'w1').map((value) => value + 0)).size).toBeLessThanOrEqual(3);
    expect(accuracyOf(aware)).toBeGreaterThan(accuracyOf(rounded));
  });

  test('cluster-weights makes up for shared values by training them', async () => {
    const options = { bits: 2, minElements: 0, layers: [{ name: 'dense_1', bits: 3 }] };
    const shared = await run(clusterWeights, trained, { ...options, epochs: 0 });
    const tuned = await run(clusterWeights, trained, { ...options, ...schedule });
    expect(new Set(weightsOf(tuned, 'w1')).size).toBe(4);
    expect(new Set(weightsOf(tuned, 'w2')).size).toBeLessThanOrEqual(8);
    expect(accuracyOf(tuned)).toBeGreaterThan(accuracyOf(shared));
    expect(accuracyOf(tuned)).toBeGreaterThan(0.85);
    const excluded = await run(clusterWeights, trained, { ...options, layers: [], exclude: ['dense_*'], epochs: 0 });
    expect(weightsOf(excluded, 'w2')).toEqual(weightsOf(trained, 'w2'));
  });

  test.each([
    [quantizeAwareTraining.name, quantizeAwareTraining, {}],
    [clusterWeights.name, clusterWeights, { bits: 3, minElements: 0 }],
  ])('pruned weights stay 0, unless told otherwise: %s', async (_, pass, options) => {
    const sparse = pruned(trained);
    const before = zeros(sparse);
    expect(before.length).toBe(16);
    const short = { ...options, ...schedule, epochs: 2 };
    expect(zeros(await run(pass as Pass, sparse, short))).toEqual(expect.arrayContaining(before));
    expect(zeros(await run(pass as Pass, sparse, { ...short, keepSparsity: false })).length).toBeLessThan(16);
  });
};

describeWith('passes that train for fewer bits, native', { nativeTensorFlow: true }, suite);

test('what cannot be trained for fewer bits is said before training', async () => {
  expect(await codeOf(run(quantizeAwareTraining, weightless(), {}))).toBe('TML670');
  expect(await codeOf(run(clusterWeights, weightless(), {}))).toBe('TML671');
  expect(await codeOf(run(clusterWeights, smallClassifier(), {}))).toBe('TML671');
  expect(await codeOf(run(clusterWeights, smallClassifier(), { exclude: ['dens'] }))).toBe('TML660');
  const state = [{ name: 's', input: 'x', output: 'logits' }];
  expect(await codeOf(run(quantizeAwareTraining, { ...smallClassifier(), state }, {}))).toBe('TML431');
});
