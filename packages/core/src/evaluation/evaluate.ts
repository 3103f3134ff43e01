import type { Samples } from '../data/samples.ts';
import { valueOf } from '../ir/graph.ts';
import type { Tensor } from '../ir/tensor.ts';
import type { Executable, Executor } from './executor.ts';
import { sampleType } from './hops.ts';
import { asRealNumbers, asStoredInput } from './real-numbers.ts';
import type { Outcomes } from './outcomes.ts';
import { scorerFor, type Expectation, type Score } from './score.ts';
import { taskOf } from './task.ts';

export interface EvaluationOptions {
  readonly executor: Executor;
  readonly signal: AbortSignal;
  /** `done`: part of the samples, 0 … 1. */
  progress(done: number): void;
}

/** How a model did, altogether and sample by sample. JSON: it is cached. */
export interface Evaluation {
  readonly score: Score;
  readonly outcomes: Outcomes;
}

const none = new Float32Array();

/**
 * Runs a graph on all samples and scores its first output.
 * @throws TinymlError TML813, TML814 where the samples do not suit the model
 */
export const evaluate = async (
  executable: Executable,
  samples: Samples,
  options: EvaluationOptions,
): Promise<Evaluation> => {
  const { graph } = executable;
  const types = graph.inputs.map((id) => sampleType(graph, id));
  const result = valueOf(graph, graph.outputs[0] as string).type;
  const task = taskOf(types[0] as Tensor['type'], result, samples);
  const scorer = scorerFor(task);
  const expectation = (index: number): Expectation => ({
    input: task.kind === 'reconstruction' ? (samples.inputs(index)[0]?.data ?? none) : none,
    label: samples.labels?.[index] ?? NaN,
    target: samples.targets?.(index) ?? none,
  });
  const stored = (index: number): readonly Tensor[] =>
    samples.inputs(index).map(({ data }, i) => {
      const type = types[i] as Tensor['type'];
      return { type, data: asStoredInput(data, type) };
    });
  let index = 0;
  let shown = 0;
  await options.executor.run(executable, samples.count, stored, ([output]) => {
    options.signal.throwIfAborted();
    scorer.add(expectation(index), asRealNumbers(output as Tensor));
    index += 1;
    // Whole per cents: whoever shows them need not draw 10,000 times.
    const percent = Math.floor((index * 100) / samples.count);
    if (percent === shown) return;
    shown = percent;
    options.progress(index / samples.count);
  });
  return { score: scorer.score(), outcomes: scorer.outcomes() };
};
