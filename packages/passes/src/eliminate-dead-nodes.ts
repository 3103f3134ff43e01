import { definePass, dropUnusedValues, isObserved, type Graph, type ValueId } from '@tinyml/core';

const eliminate = (graph: Graph): Graph => {
  const read = new Set<ValueId>();
  const alive = [...graph.nodes]
    .reverse()
    .filter((node) => {
      const needed = node.outputs.some((id) => read.has(id) || isObserved(graph, id));
      if (needed) for (const id of node.inputs) if (id !== null) read.add(id);
      return needed;
    })
    .reverse();
  return dropUnusedValues(alive.length === graph.nodes.length ? graph : { ...graph, nodes: alive });
};

/** Removes nodes that no graph output and no state depends on, and values that nothing uses. */
export const eliminateDeadNodes = definePass({
  name: 'eliminate-dead-nodes',
  version: 1,
  kind: 'graph',
  summary: 'remove layers and constants that no output depends on',
  preserves: 'bits',
  auto: { phase: 'sweep', after: ['duplicates-merged'] },
  run: (graph) => eliminate(graph),
});
