import { describe, expect, jest, test } from '@jest/globals';
import {
  constantOf,
  constantValue,
  interpret,
  valueOf,
  type Graph,
  type Node,
  type Samples,
  type Value,
  type ValueId,
} from '@tinyml/core';
import { fineTune } from '../src/fine-tune.ts';
import { holdOut } from '../src/loop/sample-order.ts';
import { channelMoments } from '../src/loop/statistics.ts';
import { keepZeros } from '../src/techniques/keep-zeros.ts';
import type { TrainingOptions } from '../src/training-options.ts';
import { constants, operators, points, smallClassifier, trainingContext } from './support/small-classifier.ts';

// A loaded machine may take seconds for what takes a tenth of one.
jest.setTimeout(120_000);

const channels = 16;

/** The small classifier with batch normalisations, one before and one after its rectifier, as Keras makes them. */
const normalised = (momentum?: number): Graph => {
  const graph = smallClassifier();
  const values = new Map<ValueId, Value>(graph.values);
  const vector = (id: ValueId, value: number): ValueId => {
    values.set(
      id,
      constantValue(constants, id, { dtype: 'float32', shape: [channels] }, new Float32Array(channels).fill(value)),
    );
    return id;
  };
  const layer = (name: string, x: ValueId, y: ValueId): Node => {
    values.set(y, { id: y, type: { dtype: 'float32', shape: [1, channels] } });
    const statistics = [vector(`${name}_mean`, 0), vector(`${name}_variance`, 1)];
    return {
      id: name,
      op: 'batch_normalization',
      attrs: { epsilon: 1e-3, ...(momentum !== undefined && { momentum }) },
      inputs: [x, ...statistics, vector(`${name}_gamma`, 1), vector(`${name}_beta`, 0)],
      outputs: [y],
    };
  };
  const [dense, dense1, softmax] = graph.nodes as [Node<'fully_connected'>, Node<'fully_connected'>, Node<'softmax'>];
  values.set('r', { id: 'r', type: { dtype: 'float32', shape: [1, channels] } });
  return {
    ...graph,
    values,
    nodes: [
      { ...dense, attrs: { ...dense.attrs, activation: 'none' } },
      layer('bn', 'hidden', 'n'),
      { id: 'relu', op: 'relu', attrs: {}, inputs: ['n'], outputs: ['r'] },
      layer('bn_1', 'r', 'n_1'),
      { ...dense1, inputs: ['n_1', 'w2', 'b2'] },
      softmax,
    ],
  };
};

const samples = points(90);

const job = { pass: 'train', original: null } as const;

const run = (graph: Graph, options: Partial<TrainingOptions>, more: Partial<Parameters<typeof fineTune>[2]> = {}) =>
  fineTune(graph, trainingContext(graph, options, samples), { ...job, ...more });

const vectorOf = (graph: Graph, id: ValueId): Float32Array => constantOf(graph, constants, id)?.data as Float32Array;

/** What the reference execution gives for `id`, sample by sample. */
const reference = (graph: Graph, id: ValueId, { count, inputs }: Samples): readonly Float32Array[] =>
  Array.from({ length: count }, (_, i) => {
    const [value] = interpret({ ...graph, outputs: [id] }, [...inputs(i)], { operators, constants });
    return value?.data as Float32Array;
  });

const meanAndVariance = (rows: readonly Float32Array[], channel: number): readonly [number, number] => {
  const values = rows.map((row) => row[channel] ?? NaN);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return [mean, values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length];
};

/** Largest difference of a layer's statistics from those that its operand has, relative to its spread. */
const statisticsError = (graph: Graph, layer: string): number => {
  const node = graph.nodes.find(({ id }) => id === layer) as Node<'batch_normalization'>;
  const rows = reference(graph, node.inputs[0] as ValueId, samples);
  const [means, variances] = [vectorOf(graph, `${layer}_mean`), vectorOf(graph, `${layer}_variance`)];
  return Math.max(
    ...Array.from({ length: channels }, (_, channel) => {
      const [mean, variance] = meanAndVariance(rows, channel);
      const scale = variance + 1e-6;
      return Math.max(
        Math.abs((means[channel] ?? NaN) - mean) / Math.sqrt(scale),
        Math.abs((variances[channel] ?? NaN) - variance) / scale,
      );
    }),
  );
};

const accuracyOf = (graph: Graph, indices: readonly number[]): number => {
  const answers = reference(graph, graph.outputs[0] as ValueId, samples);
  const right = indices.filter((i) => {
    const row = Array.from(answers[i] ?? []);
    return row.indexOf(Math.max(...row)) === samples.labels?.[i];
  });
  return right.length / indices.length;
};

const all = Array.from({ length: samples.count }, (_, i) => i);

describe('batch normalisation after training', () => {
  test('has the exact mean and variance of what each layer reads, after few steps too', async () => {
    const { graph } = await run(normalised(), { epochs: 2, batch: 32, learningRate: 0.02 });
    expect(statisticsError(graph, 'bn')).toBeLessThan(1e-3);
    expect(statisticsError(graph, 'bn_1')).toBeLessThan(1e-3);
  });

  test('the figures told are those of the network that comes out', async () => {
    const { graph, metrics, summary } = await run(normalised(), { epochs: 3, batch: 32, learningRate: 0.02 });
    expect(metrics['trainingAccuracy']).toBeCloseTo(accuracyOf(graph, all), 6);
    expect(summary).toContain(`${(100 * accuracyOf(graph, all)).toFixed(2)} % right`);
  });

  test('so are those of held-out samples, of the epoch that early stopping keeps', async () => {
    const options = { epochs: 12, batch: 16, learningRate: 0.3, validation: 0.3, patience: 2 };
    const { graph, metrics } = await run(normalised(), options);
    const { validation } = holdOut(samples.count, 0.3, 1);
    expect(metrics['validationAccuracy']).toBeCloseTo(accuracyOf(graph, [...validation]), 6);
  });

  test('is seen through the technique', async () => {
    const pruned = normalised();
    const w1 = vectorOf(pruned, 'w1').map((weight, i) => (i % 2 === 0 ? 0 : weight));
    const values = new Map(pruned.values).set('w1', constantValue(constants, 'w1', valueOf(pruned, 'w1').type, w1));
    const { graph } = await run({ ...pruned, values }, { epochs: 2, batch: 32 }, { technique: keepZeros });
    expect(vectorOf(graph, 'w1').filter((weight) => weight === 0)).toHaveLength(16);
    expect(statisticsError(graph, 'bn_1')).toBeLessThan(1e-3);
  });

  test('`statistics: moving` keeps the averages over the steps, which the momentum of the layer makes', async () => {
    const distance = async (momentum?: number): Promise<number> =>
      statisticsError((await run(normalised(momentum), { epochs: 2, batch: 32, statistics: 'moving' })).graph, 'bn');
    const [usual, quick] = [await distance(), await distance(0.5)];
    expect(usual).toBeGreaterThan(1);
    expect(quick).toBeLessThan(usual / 2);
  });

  test('weights do not depend on it', async () => {
    const untrained = normalised();
    const weights = async (statistics: TrainingOptions['statistics']): Promise<readonly number[]> => {
      const { graph } = await run(untrained, { epochs: 2, batch: 32, statistics });
      return ['w1', 'w2', 'bn_gamma', 'bn_1_beta'].flatMap((id) => [...vectorOf(graph, id)]);
    };
    expect(await weights('anew')).toEqual(await weights('moving'));
  });

  test('two calls of a layer share the statistics of both operands', async () => {
    const graph = normalised();
    const shared: Graph = {
      ...graph,
      nodes: graph.nodes.map((node) =>
        node.id === 'bn_1'
          ? ({ ...node, inputs: ['r', 'bn_mean', 'bn_variance', 'bn_gamma', 'bn_beta'] } as Node)
          : node,
      ),
    };
    const { graph: trained } = await run(shared, { epochs: 1, batch: 32 });
    expect(vectorOf(trained, 'bn_mean').every(Number.isFinite)).toBe(true);
    expect(vectorOf(trained, 'bn_variance')).not.toEqual(new Float32Array(channels).fill(1));
  });
});

test('moments of unequal batches are those of all values together', () => {
  const rows = [[1], [4], [9], [16], [1000]];
  const sums = channelMoments(1);
  const add = (values: readonly number[]): void => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    sums.add({ count: values.length, mean: [mean], variance: [variance] });
  };
  add(rows.slice(0, 1).flat());
  add(rows.slice(1, 3).flat());
  add(rows.slice(3).flat());
  const [mean, variance] = meanAndVariance(
    rows.map((row) => Float32Array.from(row)),
    0,
  );
  expect(sums.mean[0]).toBeCloseTo(mean, 4);
  expect((sums.variance[0] ?? NaN) / variance).toBeCloseTo(1, 6);
});
