import type { Graph, ValueId } from '@tinyml/core';

/** The graph without the values of `removable` that nothing reads, and the nodes that give them. */
export const withoutUnread = (graph: Graph, removable: ReadonlySet<ValueId>): Graph => {
  const read = new Set<ValueId | null>(graph.outputs);
  const nodes = graph.nodes
    .toReversed()
    .filter(({ inputs, outputs }) => {
      if (outputs.every((id) => removable.has(id) && !read.has(id))) return false;
      inputs.forEach((id) => read.add(id));
      return true;
    })
    .toReversed();
  return { ...graph, nodes, values: new Map([...graph.values].filter(([id]) => !removable.has(id) || read.has(id))) };
};
