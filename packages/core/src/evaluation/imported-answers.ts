import type { Samples } from '../data/samples.ts';
import type { Tensor } from '../ir/tensor.ts';
import type { Executable, Executor } from './executor.ts';
import { sampleType } from './hops.ts';
import { asRealNumbers, asStoredInput } from './real-numbers.ts';
import { answersToldBy, greatestOf, type AnswersToldBy } from './told-by.ts';

/**
 * What a model says of samples that nobody labelled: its classes, where its first output tells several apart, else that output as it is.
 * JSON: it is cached.
 */
export type ImportedAnswers =
  | { readonly kind: 'classes'; readonly by: AnswersToldBy['by']; readonly labels: readonly number[] }
  | { readonly kind: 'outputs'; readonly by: AnswersToldBy['by']; readonly elements: number; readonly values: string };

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
  const { kind, by } = answersToldBy(graph, executable.toolkit.operators, samples, results, shape);
  if (kind === 'classes') return { kind, by, labels: results.map(greatestOf) };
  const elements = results[0]?.length ?? 0;
  const all = Buffer.alloc(4 * elements * results.length);
  results.forEach((output, sample) => {
    output.forEach((value, i) => all.writeFloatLE(value, 4 * (sample * elements + i)));
  });
  return { kind, by, elements, values: all.toString('base64') };
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
