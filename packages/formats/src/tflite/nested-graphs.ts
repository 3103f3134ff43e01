import type { Graph, TensorType } from '@tinyml/core';
import type { Decoded } from './tables.ts';

/** The graphs of a file that its operators call. */
export interface NestedGraphs {
  /** Graph `index`, given operands of these types as the last ones of its operator; or why it cannot be had. */
  graph(index: number, operands: readonly TensorType[]): Graph | string;
}

/** Reads one graph of the file, whose inputs have these shapes; or says why that cannot be. */
type ReadGraph = (
  graph: Decoded<'SubGraph'>,
  name: string,
  operands: readonly TensorType[],
  nested: NestedGraphs,
) => Graph | string;

/** Every graph is read once for each list of shapes that it is called with. */
export const nestedGraphs = (subgraphs: readonly Decoded<'SubGraph'>[], read: ReadGraph): NestedGraphs => {
  const known = new Map<string, Graph | string>();
  const open = new Set<number>();
  const nested: NestedGraphs = {
    graph(index, operands) {
      const graph = subgraphs[index];
      if (graph === undefined) return `it calls graph ${String(index)} of ${String(subgraphs.length)}`;
      const count = graph.inputs?.length ?? 0;
      if (count > operands.length)
        return `its graph ${String(index)} takes ${String(count)} tensors, of ${String(operands.length)}`;
      if (open.has(index)) return 'a graph that calls itself is not supported';
      const given = operands.slice(operands.length - count);
      const key = `${String(index)} ${JSON.stringify(given.map(({ shape }) => shape))}`;
      const found = known.get(key);
      if (found !== undefined) return found;
      open.add(index);
      const result = read(graph, graph.name ?? `graph_${String(index)}`, given, nested);
      open.delete(index);
      known.set(key, result);
      return result;
    },
  };
  return nested;
};
