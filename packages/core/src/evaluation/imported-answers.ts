import type { Samples } from '../data/samples.ts';
import type { Tensor } from '../ir/tensor.ts';
import type { Executable, Executor } from './executor.ts';
import { sampleType } from './hops.ts';
import { asRealNumbers, asStoredInput } from './real-numbers.ts';

/**
 * What a model says of samples that nobody labelled: its classes, where its first output tells several apart, else that output as it is.
 * JSON: it is cached.
 */
export type ImportedAnswers =
  | { readonly kind: 'classes'; readonly labels: readonly number[] }
  | { readonly kind: 'outputs'; readonly elements: number; readonly values: string };

const isDistribution = (output: Float64Array): boolean => {
  const sum = output.reduce((total, value) => total + value, 0);
  // An int8 output of ten classes may be off by 1/256 in each.
  return output.length > 1 && output.every((value) => value >= 0) && Math.abs(sum - 1) < 0.05;
};

const greatest = (values: Float64Array): number =>
  values.reduce((best, value, i) => (value > (values[best] ?? -Infinity) ? i : best), 0);

/** One element that wins nearly always tells nothing apart: the outputs are numbers, each with a meaning of its own. */
const mostOfOne = 0.9;

/** Probabilities of classes; or a vector, as of logits, in which now the one element is the greatest and now the other. */
const tellsClasses = (outputs: readonly Float64Array[], shape: readonly number[]): boolean => {
  if (outputs.every(isDistribution)) return true;
  if (shape.filter((extent) => extent > 1).length !== 1) return false;
  const wins = new Map<number, number>();
  for (const output of outputs) wins.set(greatest(output), (wins.get(greatest(output)) ?? 0) + 1);
  return Math.max(...wins.values()) <= mostOfOne * outputs.length;
};

export const importedAnswers = async (
  executable: Executable,
  samples: Samples,
  executor: Executor,
): Promise<ImportedAnswers> => {
  const { graph } = executable;
  const types = graph.inputs.map((id) => sampleType(graph, id));
  const results: Float64Array[] = [];
  const { shape } = sampleType(graph, graph.outputs[0] as string);
  const stored = (index: number): readonly Tensor[] =>
    samples.inputs(index).map(({ data }, i) => {
      const type = types[i] as Tensor['type'];
      return { type, data: asStoredInput(data, type) };
    });
  await executor.run(executable, samples.count, stored, ([output]) => {
    results.push(asRealNumbers(output as Tensor));
  });
  if (tellsClasses(results, shape)) return { kind: 'classes', labels: results.map(greatest) };
  const elements = results[0]?.length ?? 0;
  const all = Buffer.alloc(4 * elements * results.length);
  results.forEach((output, sample) => {
    output.forEach((value, i) => all.writeFloatLE(value, 4 * (sample * elements + i)));
  });
  return { kind: 'outputs', elements, values: all.toString('base64') };
};

/** The samples with a model's answers as what is expected of others. */
export const withAnswers = (samples: Samples, answers: ImportedAnswers): Samples => {
  const { count } = samples;
  const inputs: Samples['inputs'] = (index) => samples.inputs(index);
  if (answers.kind === 'classes') return { count, inputs, labels: answers.labels };
  const all = Buffer.from(answers.values, 'base64');
  const { elements } = answers;
  return {
    count,
    inputs,
    targets: (index) => Float32Array.from({ length: elements }, (_, i) => all.readFloatLE(4 * (index * elements + i))),
  };
};
