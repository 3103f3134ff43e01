import type { Constants, Graph, OperatorTable, Samples } from '@tinyml/core';
import { sampleIndices } from '../calibrate.ts';
import { realValues } from '../error-report.ts';
import { addToComparison, decibels, newComparison } from '../signal-to-noise.ts';
import { traceOf } from '../trace.ts';

/** Of each sample the outputs, one after the other, in real numbers. */
export type Outputs = readonly (readonly ArrayLike<number>[])[];

/** Runs a graph on some of the samples, the same for every graph. */
export const outputsOf = (
  graph: Graph,
  context: { readonly constants: Constants; readonly operators: OperatorTable },
  samples: Samples,
  limit: number,
): Outputs => {
  const trace = traceOf(graph, context);
  return sampleIndices(graph, samples.count, limit).map((index) => {
    const found = new Map<string, ArrayLike<number>>();
    trace(samples.inputs(index), (id, { type, data }) => {
      // The runner's memory is used again.
      if (graph.outputs.includes(id)) found.set(id, Float64Array.from(realValues(type, data)));
    });
    return graph.outputs.map((id) => found.get(id) ?? []);
  });
};

/** Signal to noise of `found`, in dB; null: equal, or not to be compared. */
export const sqnrOf = (expected: Outputs, found: Outputs): number | null => {
  const sums = newComparison();
  for (const [sample, outputs] of expected.entries())
    for (const [i, values] of outputs.entries()) {
      const other = found[sample]?.[i];
      if (other?.length !== values.length) return null;
      addToComparison(sums, values, other);
    }
  return decibels(sums);
};
