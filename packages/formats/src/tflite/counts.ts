import { countedResults, type Graph, type OperatorTable, type TensorType } from '@tinyml/core';

/** What says how many elements a result has. */
export const countType: TensorType = { dtype: 'int32', shape: [] };

/** The outputs of a graph, and after them the numbers of elements of those whose size depends on data. */
export const withCounts = (
  outputs: readonly string[],
  graph: Pick<Graph, 'nodes'>,
  operators: OperatorTable,
): readonly string[] => [
  ...outputs,
  ...countedResults(graph, operators).flatMap(({ count, value }) => (outputs.includes(value) ? [count] : [])),
];

/** The graph as TensorFlow Lite has it, where a tensor brings its size itself. */
export const withoutCounts = (graph: Graph, operators: OperatorTable): Graph => {
  const counts = new Set(countedResults(graph, operators).map(({ count }) => count));
  if (counts.size === 0) return graph;
  const kept = (ids: readonly string[]): readonly string[] => ids.filter((id) => !counts.has(id));
  return {
    ...graph,
    outputs: kept(graph.outputs),
    values: new Map([...graph.values].filter(([id]) => !counts.has(id))),
    nodes: graph.nodes.map((node) => ({ ...node, outputs: kept(node.outputs) })),
  };
};
