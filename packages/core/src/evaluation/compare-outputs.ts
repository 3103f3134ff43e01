import type { Samples } from '../data/samples.ts';
import type { Graph } from '../ir/graph.ts';
import type { Tensor } from '../ir/tensor.ts';
import type { Executable, Executor } from './executor.ts';
import { sampleType } from './hops.ts';
import { asRealNumbers, asStoredInput } from './real-numbers.ts';

/** How far one graph's outputs are from another's, over some samples. JSON: it is cached. */
export interface OutputDifference {
  readonly samples: number;
  /** Sums over all outputs: Σ before², Σ (after − before)². */
  readonly signal: number;
  readonly noise: number;
}

const outputsOf = async (executable: Executable, samples: Samples, executor: Executor): Promise<Float64Array[][]> => {
  const { graph } = executable;
  const types = graph.inputs.map((id) => sampleType(graph, id));
  const results: Float64Array[][] = [];
  const stored = (index: number): readonly Tensor[] =>
    samples.inputs(index).map(({ data }, i) => {
      const type = types[i] as Tensor['type'];
      return { type, data: asStoredInput(data, type) };
    });
  await executor.run(executable, samples.count, stored, (outputs) => void results.push(outputs.map(asRealNumbers)));
  return results;
};

const shapesOf = (graph: Graph, ids: readonly string[]): string =>
  ids.map((id) => sampleType(graph, id).shape.join('×')).join(', ');

/** Whether two graphs take and give the same, but for how it is stored. */
export const isComparable = (a: Graph, b: Graph): boolean =>
  shapesOf(a, a.inputs) === shapesOf(b, b.inputs) && shapesOf(a, a.outputs) === shapesOf(b, b.outputs);

/** Runs both graphs, which are comparable, on the samples. */
export const compareOutputs = async (
  before: Executable,
  after: Executable,
  samples: Samples,
  executor: Executor,
): Promise<OutputDifference> => {
  const expected = await outputsOf(before, samples, executor);
  const actual = await outputsOf(after, samples, executor);
  let [signal, noise] = [0, 0];
  expected.forEach((outputs, sample) => {
    outputs.forEach((values, output) => {
      values.forEach((value, i) => {
        const error = (actual[sample]?.[output]?.[i] ?? NaN) - value;
        signal += value * value;
        noise += error * error;
      });
    });
  });
  return { samples: expected.length, signal, noise };
};
