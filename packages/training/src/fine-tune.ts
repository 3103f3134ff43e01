import type { Variable } from '@tensorflow/tfjs';
import {
  seededRandom,
  TinymlError,
  type DataSplit,
  type Graph,
  type Metrics,
  type PassContext,
  type PassResult,
  type Value,
  type ValueId,
} from '@tinyml/core';
import { nothingToTrain, weightsNotFinite } from './diagnostics/learning.ts';
import { openBackend, type Tf } from './backend.ts';
import { compileNetwork } from './executor/compile-network.ts';
import type { Network } from './executor/network.ts';
import { runEpochs, type Course } from './loop/epochs.ts';
import { describeEpoch, historyTable } from './loop/history.ts';
import { learningProblems } from './loop/learning-problems.ts';
import { chooseObjective } from './loop/objective.ts';
import { holdOut, partSeed, someOf } from './loop/sample-order.ts';
import type { MakeTechnique, Technique } from './technique.ts';
import { makeTrainer, type Trainer } from './loop/trainer.ts';
import type { TrainingOptions } from './training-options.ts';

/** What a training pass asks for beside its options. */
export interface FineTuneJob {
  /** The pass's name, for messages. */
  readonly pass: string;
  readonly technique?: MakeTechnique;
  /**
   * The model whose answers are learnt where the data has no labels, or with `against: original`. Default: `graph` as it
   * comes. null: there is none, as for an untrained network.
   */
  readonly original?: Graph | null;
  /** Tells several trainings of one pass apart. */
  readonly name?: string;
}

/** The splits that a pass needs which trains with these options: none where it does not train. */
export const trainingData = ({ epochs }: { readonly epochs: number }): readonly DataSplit[] =>
  epochs === 0 ? [] : ['train'];

/** A trained graph, and how training went. */
export interface FineTuned extends PassResult {
  readonly metrics: Metrics;
  readonly artifacts: Readonly<Record<string, string>>;
  readonly summary: string;
}

/**
 * The graph with the parameters' values as `read` gives them.
 * @throws TinymlError TML682 where one is NaN or infinite
 */
const writeBack = (
  pass: string,
  network: Network,
  context: PassContext<unknown>,
  read: (id: ValueId) => Float32Array,
): Graph => {
  const values = new Map(network.graph.values);
  for (const { id } of network.parameters) {
    const value = values.get(id);
    if (value === undefined) continue;
    const data = read(id);
    if (!data.every(Number.isFinite)) throw new TinymlError(weightsNotFinite(pass, id));
    const digest = context.constants.put(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
    values.set(id, { ...value, data: digest } satisfies Value);
  }
  return { ...network.graph, values };
};

/** The numbers of the epoch whose weights are the result. Times are no metrics: the same training gives the same record. */
const metricsOf = ({ history, kept }: Course): Metrics => {
  if (kept === undefined) return { epochs: 0 };
  return {
    epochs: history.length,
    loss: kept.loss,
    ...(kept.accuracy === null ? {} : { trainingAccuracy: kept.accuracy }),
    ...(kept.validationLoss === null ? {} : { validationLoss: kept.validationLoss }),
    ...(kept.validationAccuracy === null ? {} : { validationAccuracy: kept.validationAccuracy }),
  };
};

const summaryOf = ({ history, kept }: Course): string => {
  if (kept === undefined) return 'not trained';
  const which = kept.epoch === history.length ? '' : `, the best ${String(kept.epoch)}`;
  return `${String(history.length)} epoch${history.length === 1 ? '' : 's'}${which}, ${describeEpoch(kept)}`;
};

const resultOf = (graph: Graph, course: Course): FineTuned => ({
  graph,
  metrics: metricsOf(course),
  artifacts: course.kept === undefined ? {} : { 'training.csv': historyTable(course.history) },
  summary: summaryOf(course),
});

/** Samples that batch normalisation's mean and variance are taken over at most: more change no accuracy. */
const statisticsSamples = 4096;

/** What there is to learn, and from which samples. */
const prepare = async (tf: Tf, network: Network, context: PassContext<TrainingOptions>, job: FineTuneJob) => {
  const { options, constants, operators } = context;
  const samples = await context.data('train');
  const share = options.validation === 0 && options.patience > 0 ? 0.1 : options.validation;
  const split = holdOut(Math.min(samples.count, options.limit ?? Infinity), share, options.seed);
  const teacher = job.original === undefined ? network.graph : job.original;
  const original = teacher === null ? undefined : await compileNetwork(teacher, tf, constants, operators);
  const objective = chooseObjective({
    tf,
    operators,
    pass: job.pass,
    graph: network.graph,
    samples,
    options,
    original,
  });
  return {
    samples,
    objective,
    ...split,
    statistics: someOf(split.train, statisticsSamples, options.seed),
    stepsPerEpoch: Math.ceil(split.train.length / options.batch),
    dispose(): void {
      objective.dispose?.();
      original?.dispose();
    },
  };
};

/**
 * Trains the float parameters of `graph` on the split `train`: on targets, labels or the answers of another model. With
 * `epochs: 0` the technique is only applied to the parameters as they are. The result has the history as an artifact.
 * With `patience` it has the weights, and the metrics, of the epoch with the best validation loss.
 * @throws TinymlError TML603 where there is nothing to train, TML602, TML606, TML607, TML608, TML814 for data and
 * options that do not fit, all before the first step; TML453, TML682 where training diverges
 */
export const fineTune = async (
  graph: Graph,
  context: PassContext<TrainingOptions>,
  job: FineTuneJob,
): Promise<FineTuned> => {
  const { options } = context;
  const { tf } = await openBackend((diagnostic) => {
    if (options.epochs > 0) context.report(diagnostic);
  });
  const network = await compileNetwork(graph, tf, context.constants, context.operators);
  if (!network.parameters.some(({ trainable }) => trainable)) throw new TinymlError(nothingToTrain(job.pass));
  const prepared = options.epochs === 0 ? undefined : await prepare(tf, network, context, job);
  const variables = new Map(
    network.parameters.map(({ id, shape, data, trainable }): [ValueId, Variable] => [
      id,
      tf.tidy(() => tf.variable(tf.tensor(data, [...shape]), trainable)),
    ]),
  );
  let technique: Technique = {};
  let trainer: Trainer | undefined;
  try {
    const stepsPerEpoch = prepared?.stepsPerEpoch ?? 0;
    const steps = stepsPerEpoch * options.epochs;
    const random = seededRandom(partSeed(options.seed, -2));
    technique = job.technique?.({ tf, network, variables, steps, stepsPerEpoch, random }) ?? {};
    let course: Course = { history: [], kept: undefined };
    if (prepared !== undefined) {
      trainer = makeTrainer({
        tf,
        operators: context.operators,
        network,
        technique,
        variables,
        options,
        steps,
        ...prepared,
      });
      const { leastSteps = 0 } = technique;
      course = await runEpochs(trainer, context, { pass: job.pass, name: job.name ?? '', leastSteps, ...prepared });
      for (const problem of learningProblems(job.pass, course, prepared.objective.guess)) context.report(problem);
    }
    const trained = writeBack(job.pass, network, context, (id) =>
      tf.tidy(() => {
        const variable = variables.get(id) as Variable;
        return Float32Array.from((technique.finish?.(id, variable) ?? variable).dataSync()) as never;
      }),
    );
    return resultOf(trained, course);
  } finally {
    tf.dispose([...variables.values(), ...(technique.variables ?? [])]);
    trainer?.dispose();
    prepared?.dispose();
    network.dispose();
  }
};
