import { isFloat } from '../ir/dtype.ts';
import type { Graph } from '../ir/graph.ts';
import type { OperatorTable } from '../op/define-operator.ts';
import type { Fact, Pass } from '../pass/define-pass.ts';

/** What passes are asked about a graph, and with what. */
interface Detectors {
  readonly passes: ReadonlyMap<string, Pass>;
  readonly operators: OperatorTable;
}

/** What holds for a graph: `static-shapes`, `quantized` or `float`, and what passes detect. */
export const graphFacts = (graph: Graph, { passes, operators }: Detectors): ReadonlySet<Fact> => {
  const types = [...graph.values.values()].map(({ type }) => type);
  const quantized = types.some(({ dtype, quant }) => quant !== undefined && !isFloat(dtype));
  const detected = [...new Set(passes.values())].flatMap((pass) => pass.detects?.(graph, operators) ?? []);
  return new Set(['static-shapes', quantized ? 'quantized' : 'float', ...detected]);
};
