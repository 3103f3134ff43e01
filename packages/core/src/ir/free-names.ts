import type { Graph, ValueId } from './graph.ts';

/** Names that nothing in a graph has; each is given once. */
export interface FreeNames {
  /** `hint` if it is free. */
  value(hint: string): ValueId;
  /** A C identifier, like `hint`. */
  node(hint: string): string;
  /** From now on this name is in use. */
  takeValue(id: ValueId): void;
  takeNode(id: string): void;
}

const free = (hint: string, taken: Set<string>): string => {
  let name = hint;
  for (let count = 2; taken.has(name); count += 1) name = `${hint}_${String(count)}`;
  taken.add(name);
  return name;
};

export const freeNames = (graph: Graph): FreeNames => {
  const values = new Set<string>(graph.values.keys());
  const nodes = new Set<string>(graph.nodes.map(({ id }) => id));
  return {
    value: (hint) => free(hint, values),
    node: (hint) => free(hint.replace(/[^A-Za-z0-9_]/g, '_').replace(/^(?=[0-9]|$)/, '_'), nodes),
    takeValue: (id) => void values.add(id),
    takeNode: (id) => void nodes.add(id),
  };
};
