import type { Graph, ValueId } from '@tinyml/core';

/** Names that nothing in a graph has yet; each is given once. */
export interface FreeNames {
  value(hint: string): ValueId;
  node(hint: string): string;
}

const freeIn =
  (taken: Set<string>) =>
  (hint: string): string => {
    let name = hint;
    for (let count = 2; taken.has(name); count += 1) name = `${hint}_${String(count)}`;
    taken.add(name);
    return name;
  };

export const freeNames = (graph: Graph): FreeNames => {
  const node = freeIn(new Set(graph.nodes.map(({ id }) => id)));
  return {
    value: freeIn(new Set(graph.values.keys())),
    node: (hint) => node(hint.replace(/[^A-Za-z0-9_]/g, '_').replace(/^(?=[0-9]|$)/, '_')),
  };
};
