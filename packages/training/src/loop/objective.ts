import type { Tensor } from '@tensorflow/tfjs';
import {
  elementCount,
  producer,
  sameShape,
  TinymlError,
  valueOf,
  type Graph,
  type OperatorTable,
  type Samples,
} from '@tinyml/core';
import { labelOutOfRange } from '@tinyml/core/internal';
import { classWeightCount, classWeightsWithoutClasses, noOriginal, nothingToLearn } from '../diagnostics/learning.ts';
import type { Tf } from '../backend.ts';
import type { Batch } from './batch.ts';
import type { Network } from '../executor/network.ts';
import { probabilitiesOf, type Probabilities } from '../executor/probabilities.ts';
import type { TrainingOptions } from '../training-options.ts';

/** What the model's outputs are held against in training. Losses are means over the batch. */
export interface Objective {
  readonly kind: 'classification' | 'binary' | 'regression' | 'reconstruction' | 'distillation';
  /** Whether outputs are wanted as logits: before the last softmax or logistic. */
  readonly logits: boolean;
  /** What an answer comes to that pays no heed to the input; absent where that is not known. */
  readonly guess?: Guess;
  /** What the outputs should be, in the form that `loss` wants. Made outside the gradient. */
  target(batch: Batch): readonly Tensor[];
  loss(outputs: readonly Tensor[], target: readonly Tensor[]): Tensor;
  /** How many of the batch are answered right, where there is a right answer. */
  hits?(outputs: readonly Tensor[], target: readonly Tensor[]): number;
  /** Frees the tensors that it holds between steps. */
  dispose?(): void;
}

/** Of the best constant answer: its accuracy, and its loss. */
export interface Guess {
  readonly accuracy: number | null;
  readonly loss: number;
}

export interface ObjectiveRequest {
  readonly tf: Tf;
  readonly operators: OperatorTable;
  readonly pass: string;
  readonly graph: Graph;
  readonly samples: Samples;
  readonly options: Pick<TrainingOptions, 'against' | 'classWeights'>;
  /** The model to learn from where there are no labels. */
  readonly original: Network | undefined;
}

const first = (tensors: readonly Tensor[]): Tensor => {
  const [tensor] = tensors;
  if (tensor === undefined) throw new Error('a network without outputs');
  return tensor;
};

/** By what the last node makes probabilities of logits, where it does so as the losses here do. */
const lastActivation = (graph: Graph, operators: OperatorTable): Probabilities['by'] | undefined => {
  const probabilities = probabilitiesOf(producer(graph, graph.outputs[0] ?? ''), operators);
  return probabilities?.beta === 1 ? probabilities.by : undefined;
};

/** −Σ target · log softmax(logits), one for each sample. */
const crossEntropy = (tf: Tf, logits: Tensor, target: Tensor): Tensor =>
  tf.neg(tf.sum(tf.mul(target, tf.logSoftmax(logits)), -1));

/** Cross entropy of a logistic, in the form that cannot overflow: max(z, 0) − z·y + log(1 + e^−|z|). */
const logisticCrossEntropy = (tf: Tf, z: Tensor, y: Tensor): Tensor =>
  tf.add(tf.sub(tf.relu(z), tf.mul(z, y)), tf.log1p(tf.exp(tf.neg(tf.abs(z)))));

const meanSquare = (tf: Tf, a: Tensor, b: Tensor): Tensor => tf.mean(tf.squaredDifference(a, b));

const flat = (tensor: Tensor): Tensor => tensor.reshape([tensor.shape[0] ?? 1, -1]);

/** Weight of each class in the loss; undefined: all alike. */
const weightsOfClasses = (
  choice: TrainingOptions['classWeights'],
  labels: ArrayLike<number>,
  count: number,
  classes: number,
): Float32Array | undefined => {
  if (choice === 'none') return undefined;
  if (typeof choice !== 'string') {
    if (choice.length !== classes) throw new TinymlError(classWeightCount(choice.length, classes));
    return Float32Array.from(choice);
  }
  const seen = new Float32Array(classes);
  for (let i = 0; i < count; i++) seen[labels[i] ?? 0] = (seen[labels[i] ?? 0] ?? 0) + 1;
  const present = seen.reduce((sum, n) => sum + (n > 0 ? 1 : 0), 0);
  return seen.map((n) => (n === 0 ? 0 : count / (present * n)));
};

/** Always the most frequent class; with weights, where classes are to count alike, any. */
const guessOfClass = (labels: ArrayLike<number>, count: number, classes: number, weights?: Float32Array): Guess => {
  const seen = new Float64Array(classes);
  for (let i = 0; i < count; i++) seen[labels[i] ?? 0] = (seen[labels[i] ?? 0] ?? 0) + 1;
  const accuracy = weights === undefined ? Math.max(...seen) / count : 1 / classes;
  return { accuracy, loss: Math.log(classes) * Math.max(1, ...(weights ?? [])) };
};

const classification = (
  { tf, operators, graph, samples, options }: ObjectiveRequest,
  labels: ArrayLike<number>,
  elements: number,
): Objective => {
  const classes = Math.max(2, elements);
  for (let i = 0; i < samples.count; i++) {
    const label = labels[i] ?? 0;
    if (label < 0 || label >= classes) throw new TinymlError(labelOutOfRange(i, label, classes));
  }
  const weights = weightsOfClasses(options.classWeights, labels, samples.count, classes);
  const weighted = (losses: Tensor, [, weight]: readonly Tensor[]): Tensor =>
    tf.mean(weight === undefined ? losses : tf.mul(losses, weight));
  const labelsOf = ({ indices }: Batch): number[] => Array.from(indices, (index) => labels[index] ?? 0);
  const withWeights = (target: Tensor, batch: Batch): readonly Tensor[] =>
    weights === undefined ? [target] : [target, tf.tensor1d(labelsOf(batch).map((label) => weights[label] ?? 0))];
  const guess = guessOfClass(labels, samples.count, classes, weights);
  const last = lastActivation(graph, operators);
  if (elements === 1) {
    // A single output that no logistic gives is read as a logit too: above 0 means class 1.
    return {
      kind: 'binary',
      guess,
      logits: last === 'logistic',
      target: (batch) => withWeights(tf.tensor1d(labelsOf(batch)), batch),
      loss: (outputs, target) =>
        weighted(logisticCrossEntropy(tf, first(outputs).reshape([-1]), first(target)), target),
      hits: (outputs, target) =>
        tf.sum(tf.equal(tf.greater(first(outputs).reshape([-1]), 0), tf.greater(first(target), 0.5))).dataSync()[0] ??
        0,
    };
  }
  return {
    kind: 'classification',
    guess,
    logits: last === 'softmax',
    target: (batch) =>
      withWeights(tf.cast(tf.oneHot(tf.tensor1d(labelsOf(batch), 'int32'), classes), 'float32'), batch),
    loss: (outputs, target) => weighted(crossEntropy(tf, flat(first(outputs)), first(target)), target),
    hits: (outputs, target) =>
      tf.sum(tf.equal(tf.argMax(flat(first(outputs)), -1), tf.argMax(first(target), -1))).dataSync()[0] ?? 0,
  };
};

/** Hinton, Vinyals and Dean 2015 (Distilling the Knowledge in a Neural Network): answers are softened by T. */
const temperature = 2;

const distillation = ({ tf, operators, graph }: ObjectiveRequest, original: Network): Objective => {
  const soften = lastActivation(graph, operators) === 'softmax' && graph.outputs.length === 1;
  const weightOf = new Map(original.parameters.map(({ id, shape, data }) => [id, tf.tensor(data, [...shape])]));
  const weight = (id: string): Tensor => {
    const tensor = weightOf.get(id);
    if (tensor === undefined) throw new Error(`no parameter ${id}`);
    return tensor;
  };
  return {
    kind: 'distillation',
    logits: soften,
    target: ({ inputs }) => {
      const answers = original.run(inputs, weight, { training: false, logits: soften });
      return soften ? [tf.softmax(tf.div(flat(first(answers)), temperature))] : answers;
    },
    loss: (outputs, target) =>
      soften
        ? tf.mul(tf.mean(crossEntropy(tf, tf.div(flat(first(outputs)), temperature), first(target))), temperature ** 2)
        : tf.addN(outputs.map((output, i) => meanSquare(tf, output, target[i] ?? output))),
    dispose: () => {
      tf.dispose([...weightOf.values()]);
    },
  };
};

/** Targets that are looked at for their variance, which is the loss of their mean. */
const guessSamples = 1000;

const guessOfTargets = ({ samples }: ObjectiveRequest, elements: number): Guess => {
  const count = Math.min(samples.count, guessSamples);
  const [sum, squares] = [new Float64Array(elements), new Float64Array(elements)];
  for (let i = 0; i < count; i++) {
    const target = samples.targets?.(Math.floor((i * samples.count) / count)) ?? [];
    for (let j = 0; j < elements; j++) {
      sum[j] = (sum[j] ?? 0) + (target[j] ?? 0);
      squares[j] = (squares[j] ?? 0) + (target[j] ?? 0) ** 2;
    }
  }
  const variance = squares.map((square, j) => square / count - ((sum[j] ?? 0) / count) ** 2);
  return { accuracy: null, loss: variance.reduce((total, value) => total + value, 0) / elements };
};

const regression = (request: ObjectiveRequest, elements: number): Objective => ({
  kind: 'regression',
  guess: guessOfTargets(request, elements),
  logits: false,
  target: ({ indices }) => {
    const rows = new Float32Array(indices.length * elements);
    for (let i = 0; i < indices.length; i++) rows.set(request.samples.targets?.(indices[i] ?? 0) ?? [], i * elements);
    return [request.tf.tensor2d(rows, [indices.length, elements])];
  },
  loss: (outputs, target) => meanSquare(request.tf, flat(first(outputs)), first(target)),
});

const reconstruction = ({ tf }: ObjectiveRequest): Objective => ({
  kind: 'reconstruction',
  logits: false,
  target: ({ inputs }) => inputs,
  loss: (outputs, target) => meanSquare(tf, first(outputs), first(target)),
});

/** From the data alone: targets, the model's own input where output and input are alike, or labels. */
const fromData = (request: ObjectiveRequest): Objective | undefined => {
  const { graph, samples } = request;
  const output = valueOf(graph, graph.outputs[0] ?? '').type;
  const elements = elementCount(output.shape);
  if (samples.targets !== undefined) return regression(request, elements);
  const [input] = graph.inputs;
  if (input !== undefined && sameShape(valueOf(graph, input).type.shape, output.shape)) return reconstruction(request);
  return samples.labels === undefined ? undefined : classification(request, samples.labels, elements);
};

/**
 * What training on `samples` is to reach: their targets, the model's input (auto-encoders), their labels, or the answers
 * of `original`.
 * @throws TinymlError TML602 where there is none of these, TML606, TML608 for class weights, TML814 for a label out of range
 */
export const chooseObjective = (request: ObjectiveRequest): Objective => {
  const { options, original, pass } = request;
  const known = options.against === 'original' ? undefined : fromData(request);
  const objective =
    known ?? (original === undefined || options.against === 'labels' ? undefined : distillation(request, original));
  if (objective === undefined)
    throw new TinymlError(options.against === 'original' ? noOriginal(pass) : nothingToLearn(pass));
  if (options.classWeights !== 'none' && objective.kind !== 'classification' && objective.kind !== 'binary') {
    objective.dispose?.();
    throw new TinymlError(classWeightsWithoutClasses());
  }
  return objective;
};
