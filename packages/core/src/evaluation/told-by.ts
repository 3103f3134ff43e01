import type { Samples } from '../data/samples.ts';
import type { Graph } from '../ir/graph.ts';
import { producer } from '../ir/graph.ts';
import type { OperatorTable } from '../op/define-operator.ts';

/** What a model's first output is: an element for each of several classes, or numbers, each with a meaning of its own. */
export type AnswerKind = 'classes' | 'outputs';

/** What tells so: labels or targets beside the samples, the last operator, or, where these leave it open, the outputs themselves. */
export interface AnswersToldBy {
  readonly kind: AnswerKind;
  readonly by: 'samples' | 'last operator' | 'outputs';
}

/** By the operator that computes the first output; how that is stored or shaped says nothing. */
const toldByEnd = (graph: Graph, operators: OperatorTable): AnswerKind | undefined => {
  let node = producer(graph, graph.outputs[0] as string);
  for (;;) {
    if (node === undefined) return undefined;
    const { traits = {} } = operators.get(node.op) ?? {};
    if (traits.keepsValues !== true && traits.keepsOrder !== true) {
      if (traits.probabilities === 'softmax') return 'classes';
      // Each element is a probability of its own, or the index of what was picked.
      if (traits.probabilities === 'logistic' || traits.picks !== undefined) return 'outputs';
      // No one bounds scores of classes: only the greatest counts.
      const { activation = 'none' } = node.attrs as { readonly activation?: unknown };
      return traits.activation !== undefined || activation !== 'none' ? 'outputs' : undefined;
    }
    const [input] = node.inputs;
    node = input == null ? undefined : producer(graph, input);
  }
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
