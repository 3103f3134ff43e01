import type { Samples } from '../data/samples.ts';
import type { Graph } from '../ir/graph.ts';
import { producer } from '../ir/graph.ts';
import type { OperatorTable } from '../op/define-operator.ts';
import type { Traits } from '../op/traits.ts';

/** What a model's first output is: an element for each of several classes, or numbers, each with a meaning of its own. */
export type AnswerKind = 'classes' | 'outputs';

/** What tells so: labels or targets beside the samples, the last operator, or, where these leave it open, the outputs themselves. */
export interface AnswersToldBy {
  readonly kind: AnswerKind;
  readonly by: 'samples' | 'last operator' | 'outputs';
}

/** The result holds the numbers of the first operand: at most their shape or how they are stored is another. */
const isSameNumbers = ({ converts, keepsOrder, keepsValues, passesThrough, rounds }: Traits): boolean =>
  keepsValues === true || keepsOrder === true || passesThrough === true || rounds === true || converts !== undefined;

/**
 * By the operators that compute the first output, from the last one backwards. Scores of classes are not bounded or bent, as only the
 * greatest counts: an activation at the end tells of numbers, except over a softmax, as its logarithm.
 */
const toldByEnd = (graph: Graph, operators: OperatorTable): AnswerKind | undefined => {
  let node = producer(graph, graph.outputs[0] as string);
  let isBent = false;
  while (node !== undefined) {
    const traits: Traits = operators.get(node.op)?.traits ?? {};
    const { arithmetic, elementwise, probabilities } = traits;
    if (probabilities === 'softmax') return 'classes';
    // Each element is a probability of its own.
    if (probabilities === 'logistic') return 'outputs';
    if (!isSameNumbers(traits)) {
      const isFunction =
        traits.activation !== undefined ||
        (elementwise === true && arithmetic === undefined && node.inputs.length === 1);
      const { activation = 'none' } = node.attrs as { readonly activation?: unknown };
      if (!isFunction) return isBent || activation !== 'none' ? 'outputs' : undefined;
      isBent = true;
    }
    const [input] = node.inputs;
    node = input == null ? undefined : producer(graph, input);
  }
  return isBent ? 'outputs' : undefined;
};

const toldBySamples = ({ labels, targets }: Samples): AnswerKind | undefined =>
  targets !== undefined ? 'outputs' : labels !== undefined ? 'classes' : undefined;

const isDistribution = (output: Float64Array): boolean => {
  const sum = output.reduce((total, value) => total + value, 0);
  // An int8 output of ten classes may be off by 1/256 in each.
  return output.length > 1 && output.every((value) => value >= 0) && Math.abs(sum - 1) < 0.05;
};

export const greatestOf = (values: Float64Array): number =>
  values.reduce((best, value, i) => (value > (values[best] ?? -Infinity) ? i : best), 0);

/** One element that wins nearly always tells nothing apart. */
const mostOfOne = 0.9;

/** Probabilities of classes; or a vector, as of logits, in which now the one element is the greatest and now the other. */
const toldByOutputs = (outputs: readonly Float64Array[]): AnswerKind => {
  if (outputs.every(isDistribution)) return 'classes';
  const wins = new Map<number, number>();
  for (const output of outputs) wins.set(greatestOf(output), (wins.get(greatestOf(output)) ?? 0) + 1);
  return Math.max(...wins.values()) <= mostOfOne * outputs.length ? 'classes' : 'outputs';
};

/**
 * What a model's answers are. `outputs`: the first one for each of the samples, of which `shape` is that. Classes stand along one axis: any other
 * shape holds numbers, whatever else says.
 */
export const answersToldBy = (
  graph: Graph,
  operators: OperatorTable,
  samples: Samples,
  outputs: readonly Float64Array[],
  shape: readonly number[],
): AnswersToldBy => {
  const bySamples = toldBySamples(samples);
  if (bySamples === 'outputs') return { kind: bySamples, by: 'samples' };
  const byEnd = toldByEnd(graph, operators);
  if (shape.filter((extent) => extent > 1).length !== 1) return { kind: 'outputs', by: 'outputs' };
  if (byEnd !== undefined) return { kind: byEnd, by: 'last operator' };
  return bySamples === undefined ? { kind: toldByOutputs(outputs), by: 'outputs' } : { kind: bySamples, by: 'samples' };
};
