import type { Samples } from '../data/samples.ts';
import { valueOf } from '../ir/graph.ts';
import type { Tensor } from '../ir/tensor.ts';
import type { Executable, Executor } from './executor.ts';
import { asRealNumbers, asStoredInput } from './real-numbers.ts';
import { scorerFor, type Score } from './score.ts';
import { taskOf } from './task.ts';

export interface EvaluationOptions {
  readonly executor: Executor;
  readonly signal: AbortSignal;
  /** `done`: part of the samples, 0 … 1. */
  progress(done: number): void;
}

/**
 * Runs a graph on all samples and scores its first output.
 * @throws TinymlError TML813, TML814 where the samples do not suit the model
 */
export const evaluate = async (
  executable: Executable,
  samples: Samples,
  options: EvaluationOptions,
): Promise<Score> => {
  const { graph } = executable;
  const types = graph.inputs.map((id) => valueOf(graph, id).type);
  const result = valueOf(graph, graph.outputs[0] as string).type;
  const scorer = scorerFor(taskOf(types[0] as Tensor['type'], result, samples));
  const stored = (index: number): readonly Tensor[] =>
    samples.inputs(index).map(({ data }, i) => {
      const type = types[i] as Tensor['type'];
      return { type, data: asStoredInput(data, type) };
    });
  let index = 0;
  await options.executor.run(executable, samples.count, stored, ([output]) => {
    options.signal.throwIfAborted();
    const [input] = samples.inputs(index);
    scorer.add((input as Tensor<Float32Array>).data, asRealNumbers(output as Tensor), samples.labels?.[index] ?? NaN);
    index += 1;
    options.progress(index / samples.count);
  });
  return scorer.score();
};
