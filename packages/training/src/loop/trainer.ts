import type { NamedTensorMap, Optimizer, Tensor, Variable } from '@tensorflow/tfjs';
import {
  sameShape,
  seededRandom,
  valueOf,
  type OperatorTable,
  type Samples,
  type Shape,
  type ValueId,
} from '@tinyml/core';
import type { Tf } from '../backend.ts';
import { makeBatch } from './batch.ts';
import type { SnapshotTensor } from './checkpoint.ts';
import { momentsOf, normalisationsOf, type ChannelMoments, type Moments, type Normalisation } from './statistics.ts';
import type { Network, RunOptions } from '../executor/network.ts';
import type { Objective } from './objective.ts';
import { disposeOptimizer, hiddenVariables, makeOptimizer, setLearningRate } from './optimizer.ts';
import { partSeed } from './sample-order.ts';
import { learningRateAt } from './learning-rate.ts';
import type { Technique } from '../technique.ts';
import type { TrainingOptions } from '../training-options.ts';

/** Sums over some samples. */
export interface Tally {
  readonly samples: number;
  readonly loss: number;
  readonly hits: number;
}

export const noTally: Tally = { samples: 0, loss: 0, hits: 0 };

export const addTally = (a: Tally, b: Tally): Tally => ({
  samples: a.samples + b.samples,
  loss: a.loss + b.loss,
  hits: a.hits + b.hits,
});

/** All that one training run works on. `dispose` frees the optimiser's state. */
export interface Trainer {
  /** Whether answers can be right or wrong, not only near. */
  readonly countsHits: boolean;
  /** One step of the optimiser on the samples `indices`. */
  step(step: number, indices: ArrayLike<number>): Tally;
  /** The same samples, looked at only. */
  look(indices: ArrayLike<number>): Tally;
  /** Those whose mean and variance follow the data, in the order in which they run. */
  readonly normalisations: readonly Normalisation[];
  /** What a batch normalisation reads of the samples `indices`, at inference: mean and variance of each channel. */
  moments(operand: ValueId, indices: ArrayLike<number>): Moments;
  /** Gives a batch normalisation the mean and variance that `statistics` came to. */
  assignStatistics(normalisation: Normalisation, statistics: ChannelMoments): void;
  /** The present values of all variables, the technique's too; with the optimiser's state or without. */
  snapshot(withOptimizer: boolean): Promise<readonly SnapshotTensor[]>;
  /** Whether `tensors` hold a value of the right shape for every variable; else they are another training's. */
  fits(tensors: readonly SnapshotTensor[]): boolean;
  restore(tensors: readonly SnapshotTensor[]): Promise<void>;
  dispose(): void;
}

export interface TrainerParts {
  readonly tf: Tf;
  readonly operators: OperatorTable;
  readonly network: Network;
  readonly samples: Samples;
  readonly objective: Objective;
  readonly technique: Technique;
  /** The network's parameters. */
  readonly variables: ReadonlyMap<ValueId, Variable>;
  readonly options: TrainingOptions;
  readonly steps: number;
}

const optimizerPrefix = 'optimizer/';

const toSnapshot = (name: string, tensor: Tensor): SnapshotTensor => ({
  name,
  shape: tensor.shape,
  values: Float32Array.from(tensor.dataSync()),
});

const restoreOptimizer = async (tf: Tf, optimizer: Optimizer, tensors: readonly SnapshotTensor[]): Promise<void> => {
  const own = tensors.filter(({ name }) => name.startsWith(optimizerPrefix));
  if (own.length === 0) return;
  const weights = own.map(({ name, shape, values }) => ({
    name: name.slice(optimizerPrefix.length),
    tensor: tf.tensor(values, [...shape]),
  }));
  await optimizer.setWeights(weights);
  tf.dispose(weights.map(({ tensor }) => tensor));
};

/** The variables belong to the caller; the optimiser's state is the trainer's own. */
export const makeTrainer = (parts: TrainerParts): Trainer => {
  const { tf, operators, network, samples, objective, technique, variables, options, steps } = parts;
  const optimizer = makeOptimizer(tf, options);
  const own = technique.variables ?? [];
  const trainable = [...variables.values(), ...own].filter((variable) => variable.trainable);
  const shapes: readonly Shape[] = network.graph.inputs.map((id) => valueOf(network.graph, id).type.shape);
  const variableOf = (id: ValueId): Variable => {
    const variable = variables.get(id);
    if (variable === undefined) throw new Error(`no parameter ${id}`);
    return variable;
  };

  /** A parameter, seen through the technique. */
  const weightOf =
    (training: boolean) =>
    (id: ValueId): Tensor => {
      const variable = variableOf(id);
      return technique.weight?.(id, variable, training) ?? variable;
    };
  const activationOf = (training: boolean): Pick<RunOptions, 'activation'> => {
    const { activation } = technique;
    return activation === undefined ? {} : { activation: (id, value) => activation(id, value, training) };
  };

  /** The network's outputs, seen through the technique. */
  const answer = (inputs: readonly Tensor[], training: boolean, step: number): readonly Tensor[] =>
    network.run(inputs, weightOf(training), {
      training,
      logits: objective.logits,
      random: seededRandom(partSeed(options.seed, step)),
      ...activationOf(training),
      ...(training ? { state: (id, value) => variableOf(id).assign(value as never) } : {}),
    });

  const tally = (loss: Tensor, hits: number, count: number): Tally => ({
    samples: count,
    loss: (loss.dataSync()[0] ?? NaN) * count,
    hits,
  });

  const named = (): readonly (readonly [string, Variable])[] => [
    ...[...variables].map(([id, variable]) => [`parameter/${id}`, variable] as const),
    ...own.map((variable, i) => [`technique/${String(i)}`, variable] as const),
  ];
  const assign = (variables: readonly (readonly [string, Variable])[], tensors: readonly SnapshotTensor[]): void => {
    const known = new Map(tensors.map((tensor) => [tensor.name, tensor]));
    tf.tidy(() => {
      for (const [name, variable] of variables) {
        const stored = known.get(name);
        if (stored !== undefined) variable.assign(tf.tensor(stored.values, [...stored.shape], variable.dtype));
      }
    });
  };
  const hidden = (): readonly (readonly [string, Variable])[] =>
    hiddenVariables(optimizer).map((variable, i) => [`hidden/${String(i)}`, variable]);

  return {
    countsHits: objective.hits !== undefined,
    step(step, indices) {
      setLearningRate(optimizer, learningRateAt(options, step, steps));
      const result = tf.tidy(() => {
        const batch = makeBatch(tf, samples, shapes, indices);
        const target = objective.target(batch);
        let hits = 0;
        const { value, grads } = tf.variableGrads(() => {
          const outputs = answer(batch.inputs, true, step);
          hits = objective.hits?.(outputs, target) ?? 0;
          return objective.loss(outputs, target).asScalar();
        }, trainable);
        // In a fixed order, so that the optimiser's state belongs to the same variables after a checkpoint.
        optimizer.applyGradients(
          trainable.map(({ name }) => ({ name, tensor: grads[name] as Tensor })) as unknown as NamedTensorMap,
        );
        return tally(value, hits, indices.length) as never;
      }) as unknown as Tally;
      technique.afterStep?.(step);
      return result;
    },
    look: (indices) =>
      tf.tidy(() => {
        const batch = makeBatch(tf, samples, shapes, indices);
        const target = objective.target(batch);
        const outputs = answer(batch.inputs, false, 0);
        const hits = objective.hits?.(outputs, target) ?? 0;
        return tally(objective.loss(outputs, target), hits, indices.length) as never;
      }) as unknown as Tally,
    normalisations: normalisationsOf(network, operators),
    moments: (operand, indices) =>
      tf.tidy(() => {
        const { inputs } = makeBatch(tf, samples, shapes, indices);
        const seen = network.read(operand, inputs, weightOf(false), { training: false, ...activationOf(false) });
        return momentsOf(tf, seen, valueOf(network.graph, operand).type.shape.at(-1) ?? 1) as never;
      }) as unknown as Moments,
    assignStatistics({ mean, variance }, statistics) {
      tf.tidy(() => {
        variableOf(mean).assign(tf.tensor1d(statistics.mean) as never);
        variableOf(variance).assign(tf.tensor1d(statistics.variance) as never);
      });
    },
    async snapshot(withOptimizer) {
      const values = [...named(), ...(withOptimizer ? hidden() : [])].map(([name, variable]) =>
        toSnapshot(name, variable),
      );
      if (!withOptimizer) return values;
      const weights = await optimizer.getWeights();
      const state = weights.map(({ name, tensor }) => toSnapshot(optimizerPrefix + name, tensor));
      // Beside its variables the optimiser gives the count of its steps, made for the occasion.
      tf.dispose(weights.flatMap(({ tensor }) => (tensor instanceof tf.Variable ? [] : [tensor])));
      return [...values, ...state];
    },
    fits(tensors) {
      const shapes = new Map(tensors.map(({ name, shape }) => [name, shape]));
      return named().every(([name, { shape }]) => sameShape(shapes.get(name) ?? [NaN], shape));
    },
    async restore(tensors) {
      assign(named(), tensors);
      await restoreOptimizer(tf, optimizer, tensors);
      assign(hidden(), tensors);
    },
    dispose() {
      disposeOptimizer(optimizer);
    },
  };
};
