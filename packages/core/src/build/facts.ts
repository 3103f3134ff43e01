import type { Graph } from '../ir/graph.ts';
import { isFloat } from '../ir/dtype.ts';
import type { Fact } from '../pass/define-pass.ts';

/** What holds for a model as imported: `static-shapes`, and `quantized` or `float`. */
export const initialFacts = (graph: Graph): ReadonlySet<Fact> => {
  const types = [...graph.values.values()].map(({ type }) => type);
  const quantized = types.some(({ dtype, quant }) => quant !== undefined && !isFloat(dtype));
  return new Set(['static-shapes', quantized ? 'quantized' : 'float']);
};
