import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import {
  constantOf,
  interpret,
  isTinymlError,
  type Checkpoints,
  type Diagnostic,
  type Graph,
  type PassContext,
  type Samples,
} from '@tinyml/core';
import { openBackend } from '../src/backend.ts';
import { fineTune } from '../src/fine-tune.ts';
import { encodeSnapshot } from '../src/loop/checkpoint.ts';
import { holdOut } from '../src/loop/sample-order.ts';
import { noTally } from '../src/loop/trainer.ts';
import type { TrainingOptions } from '../src/training-options.ts';
import { describeWith } from '../../../tools/testing.ts';
import { constants, operators, points, smallClassifier, trainingContext } from './support/small-classifier.ts';

// A loaded machine may take seconds for what takes a tenth of one.
jest.setTimeout(120_000);

const graph = smallClassifier();

const samples = points(300);

const job = { pass: 'train', original: null } as const;

const weightsOf = (trained: Graph): number[] =>
  ['w1', 'b1', 'w2', 'b2'].flatMap((id) => Array.from(constantOf(trained, constants, id)?.data as Float32Array));

const accuracyOf = (trained: Graph, { count, inputs, labels }: Samples): number => {
  let right = 0;
  for (let i = 0; i < count; i++) {
    const [output] = interpret(trained, [...inputs(i)], { operators, constants });
    const answers = Array.from(output?.data as Float32Array);
    right += answers.indexOf(Math.max(...answers)) === labels?.[i] ? 1 : 0;
  }
  return right / count;
};

const codeOf = async (run: Promise<unknown>): Promise<string> => {
  const error = await run.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return isTinymlError(error) ? (error.diagnostics[0]?.code ?? '') : `no TinymlError but ${String(error)}`;
};

const memoryCheckpoints = (): Checkpoints => {
  const kept = new Map<string, Uint8Array>();
  return { load: (name) => kept.get(name), save: (name, bytes) => void kept.set(name, bytes) };
};

const suite = (): void => {
  test('learns what the data says, and writes it back', async () => {
    const {
      graph: trained,
      metrics,
      artifacts,
    } = await fineTune(graph, trainingContext(graph, { epochs: 30, batch: 16, learningRate: 0.02 }), job);
    expect(accuracyOf(graph, samples)).toBeLessThan(0.6);
    expect(accuracyOf(trained, samples)).toBeGreaterThan(0.93);
    expect(metrics['trainingAccuracy']).toBeGreaterThan(0.93);
    expect(artifacts['training.csv']?.trim().split('\n')).toHaveLength(31);
    expect(trained.nodes).toEqual(graph.nodes);
  });

  test('gives the same weights at every run with a seed, and others with another', async () => {
    const run = async (seed: number): Promise<number[]> =>
      weightsOf((await fineTune(graph, trainingContext(graph, { epochs: 2, seed }), job)).graph);
    const first = await run(1);
    expect(await run(1)).toEqual(first);
    expect(await run(2)).not.toEqual(first);
  });

  // 300 samples an epoch are looked at: with `validation` the last 60 of them are held out.
  test.each([
    ['within an epoch', 700, { optimizer: 'adam', schedule: 'cosine' }],
    ['within an epoch', 700, { optimizer: 'sgd', schedule: 'step' }],
    ['in the last step of an epoch', 600, {}],
    ['in the very last step', 1200, {}],
    ['while it validates', 550, { validation: 0.2, patience: 10 }],
  ] as const)('a run interrupted %s (%d) goes on as if nothing had happened: %j', async (_, stop, more) => {
    const options = { epochs: 4, batch: 32, learningRate: 0.01, ...more };
    const whole = await fineTune(graph, trainingContext(graph, options), job);
    const checkpoints = memoryCheckpoints();
    const abort = new AbortController();
    const told: (string | undefined)[] = [];
    let read = 0;
    const context: PassContext<TrainingOptions> = {
      ...trainingContext(graph, options, {
        ...samples,
        inputs: (index) => {
          read += 1;
          if (read === stop) abort.abort();
          return samples.inputs(index);
        },
      }),
      checkpoints,
      progress: (_, what) => void told.push(what),
    };
    await expect(fineTune(graph, { ...context, signal: abort.signal }, job)).rejects.toThrow(/abort/i);
    [read, told.length] = [-Infinity, 0];
    let again = 0;
    const counted = { ...samples, inputs: (index: number) => (again++, samples.inputs(index)) };
    const resumed = await fineTune(graph, { ...context, data: () => Promise.resolve(counted) }, job);
    expect(again).toBeLessThanOrEqual(1200 - stop + 60);
    expect(told[0]).toMatch(/^resumed at epoch [234]\/4$/);
    expect(resumed.artifacts).toEqual(whole.artifacts);
    expect(weightsOf(resumed.graph)).toEqual(weightsOf(whole.graph));
  });

  test('a checkpoint of another network does not count', async () => {
    const options = { epochs: 1, batch: 64 };
    const whole = await fineTune(graph, trainingContext(graph, options), job);
    const tensors = [{ name: 'parameter/w1', shape: [3], values: new Float32Array(3) }];
    const description = { step: 5, tally: noTally, history: [], best: null, since: 0 };
    const load = (): Uint8Array => encodeSnapshot({ description, tensors });
    const context = { ...trainingContext(graph, options), checkpoints: { load, save: () => undefined } };
    expect(weightsOf((await fineTune(graph, context, job)).graph)).toEqual(weightsOf(whole.graph));
  });

  test.each([
    ['adam', {}],
    ['momentum', { optimizer: 'sgd', schedule: 'cosine' }],
    ['early stopping', { patience: 1, validation: 0.2 }],
    ['distillation', { against: 'original' }],
    ['divergence', { optimizer: 'sgd', learningRate: 1e30 }],
    ['a mistake', { against: 'original', classWeights: 'balanced' }],
  ] as const)('leaves no tensors behind: %s', async (_, more) => {
    const { tf } = await openBackend(() => undefined);
    const before = tf.memory().numTensors;
    const context = trainingContext(graph, { epochs: 2, batch: 64, ...more });
    await fineTune(graph, { ...context, checkpoints: memoryCheckpoints() }, { pass: 'train' }).catch(
      (error: unknown) => {
        if (!isTinymlError(error)) throw error;
      },
    );
    expect(tf.memory().numTensors).toBe(before);
  });

  test('stops early, with the best weights', async () => {
    const options = { epochs: 200, batch: 16, learningRate: 0.1, patience: 3, validation: 0.2 };
    const { metrics, artifacts } = await fineTune(graph, trainingContext(graph, options), job);
    const losses = (artifacts['training.csv'] ?? '')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => Number(line.split(',')[4]));
    expect(Number(metrics['epochs'])).toBeLessThan(200);
    expect(losses.indexOf(Math.min(...losses))).toBe(losses.length - 4);
    expect(metrics['validationLoss']).toBeCloseTo(Math.min(...losses), 5);
  });

  test('a validation loss that is not finite is no best one', async () => {
    const [wrong] = holdOut(300, 0.2, 1).validation;
    const inputs: Samples['inputs'] = (index) =>
      samples.inputs(index).map(({ type, data }) => ({ type, data: index === wrong ? data.map(() => NaN) : data }));
    const options = { epochs: 20, batch: 64, patience: 2, validation: 0.2 };
    const { metrics, graph: trained } = await fineTune(
      graph,
      trainingContext(graph, options, { ...samples, inputs }),
      job,
    );
    expect(metrics['epochs']).toBe(2);
    expect(weightsOf(trained).every(Number.isFinite)).toBe(true);
  });

  test('an input without a dimension for the batch, and batches greater than the data', async () => {
    const options = { epochs: 2, batch: 1000, limit: 5000 };
    const trained = await fineTune(graph, trainingContext(graph, options), job);
    const flat: Graph = {
      ...graph,
      values: new Map(graph.values).set('x', { id: 'x', type: { dtype: 'float32', shape: [2] } }),
    };
    expect(weightsOf((await fineTune(flat, trainingContext(flat, options), job)).graph)).toEqual(
      weightsOf(trained.graph),
    );
  });

  test('class weights move the decision', async () => {
    const share = async (classWeights: TrainingOptions['classWeights']): Promise<number> => {
      const options = { epochs: 5, batch: 16, classWeights };
      const { graph: trained } = await fineTune(graph, trainingContext(graph, options), job);
      return Array.from({ length: 300 }, (_, i) => {
        const data = Array.from(
          interpret(trained, [...samples.inputs(i)], { operators, constants })[0]?.data as Float32Array,
        );
        return data.indexOf(Math.max(...data));
      }).filter((answer) => answer === 0).length;
    };
    expect(await share([8, 1, 1])).toBeGreaterThan((await share([0.1, 1, 1])) + 50);
  });

  test('without labels it learns the answers of the original', async () => {
    const { labels: _, ...unlabelled } = samples;
    const { graph: teacher } = await fineTune(
      graph,
      trainingContext(graph, { epochs: 20, batch: 16, learningRate: 0.02 }),
      job,
    );
    const { graph: pupil } = await fineTune(
      graph,
      trainingContext(graph, { epochs: 20, batch: 16, learningRate: 0.02 }, unlabelled),
      { pass: 'prune', original: teacher },
    );
    expect(accuracyOf(pupil, samples)).toBeGreaterThan(0.9);
  });

  test('regression learns targets', async () => {
    const options = { epochs: 60, batch: 16, learningRate: 0.02 };
    const { labels: _, ...unlabelled } = points(200);
    const targets = (index: number): Float32Array => {
      const [x = 0, y = 0] = samples.inputs(index)[0]?.data ?? [];
      return Float32Array.of(0.3 + 0.2 * x, 0.3 + 0.2 * y, 0.4 - 0.2 * x - 0.2 * y);
    };
    const { metrics } = await fineTune(graph, trainingContext(graph, options, { ...unlabelled, targets }), job);
    expect(metrics['loss']).toBeLessThan(0.002);
    expect(metrics['trainingAccuracy']).toBeUndefined();
  });

  test('mistakes are told before the first step', async () => {
    const run = (options: Partial<TrainingOptions>, samples?: Samples): Promise<string> =>
      codeOf(fineTune(graph, trainingContext(graph, options, samples), job));
    const { labels: _, ...unlabelled } = points(30);
    expect(await run({}, unlabelled)).toBe('TML602');
    await expect(fineTune(graph, trainingContext(graph, { against: 'original' }), job)).rejects.toThrow(
      'no model before it',
    );
    expect(await run({}, { ...points(3), labels: [0, 1, 7] })).toBe('TML814');
    expect(await run({ classWeights: [1, 2] })).toBe('TML606');
    expect(await run({ validation: 0.9 }, points(1))).toBe('TML607');
    expect(
      await run({ classWeights: 'balanced', against: 'auto' }, { ...unlabelled, targets: () => new Float32Array(3) }),
    ).toBe('TML608');
  });

  const reportedBy = async (options: Partial<TrainingOptions>): Promise<readonly string[]> => {
    const codes: string[] = [];
    const report = ({ code }: Diagnostic): void => void codes.push(code);
    await fineTune(graph, { ...trainingContext(graph, options), report }, job);
    return codes.filter((code) => code !== 'TML622');
  };

  test('a network that has learnt nothing is told, and one that has learnt is not', async () => {
    expect(await reportedBy({ epochs: 1, learningRate: 1e-9 })).toEqual(['TML680']);
    expect(await reportedBy({ epochs: 10, batch: 16, learningRate: 0.02 })).toEqual([]);
  });

  test('so is a loss out of all proportion', async () => {
    expect(await reportedBy({ epochs: 1, optimizer: 'adam', learningRate: 1e5 })).toEqual(['TML681']);
  });

  test('a loss that is not finite ends the training', async () => {
    const options = { optimizer: 'sgd', learningRate: 1e30 } as const;
    expect(await codeOf(fineTune(graph, trainingContext(graph, options), job))).toBe('TML453');
  });
};

describe('training in JavaScript', () => {
  beforeAll(() => {
    process.env['TINYML_TRAINING_BACKEND'] = 'cpu';
  });
  afterAll(() => {
    delete process.env['TINYML_TRAINING_BACKEND'];
  });
  suite();

  test('says once that it is slow', async () => {
    const reported: string[] = [];
    const context = {
      ...trainingContext(graph, { epochs: 5, learningRate: 0.02 }),
      report: ({ code }: Diagnostic) => void reported.push(code),
    };
    await fineTune(graph, context, job);
    expect(reported).toEqual(['TML622']);
  });
});

describeWith('training on native TensorFlow', { nativeTensorFlow: true }, suite);
