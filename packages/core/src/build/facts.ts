import type { Graph } from '../ir/graph.ts';
import { isFloat } from '../ir/dtype.ts';
import type { Fact } from '../pass/define-pass.ts';

/** Facts that hold where none of some operators is left: a model without them needs no pass for it. */
const byAbsence: readonly (readonly [Fact, readonly string[]])[] = [
  ['batch-norm-folded', ['batch_normalization']],
  ['activations-fused', ['relu', 'relu6', 'relu_n1_to_1']],
];

/** What holds for a model as imported: `static-shapes`, `quantized` or `float`, and what there is nothing to do for. */
export const initialFacts = (graph: Graph): ReadonlySet<Fact> => {
  const types = [...graph.values.values()].map(({ type }) => type);
  const quantized = types.some(({ dtype, quant }) => quant !== undefined && !isFloat(dtype));
  const operators = new Set<string>(graph.nodes.map(({ op }) => op));
  const absent = byAbsence.filter(([, names]) => !names.some((name) => operators.has(name))).map(([fact]) => fact);
  return new Set(['static-shapes', quantized ? 'quantized' : 'float', ...absent]);
};
