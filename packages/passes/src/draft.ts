import {
  constantOf,
  constantValue,
  isObserved,
  sameType,
  valueOf,
  type Constants,
  type Graph,
  type Node,
  type Tensor,
  type TensorData,
  type TensorType,
  type Value,
  type ValueId,
} from '@tinyml/core';

/** A graph that is being rewritten. Names of graph inputs and outputs never change. */
export interface Draft {
  /** The nodes as they are now, in execution order; stays valid while the draft changes. */
  nodes(): readonly Node[];
  /** The node as it is now, or undefined once it is removed. */
  node(id: string): Node | undefined;
  value(id: ValueId): Value;
  /** The constant's type and elements, or undefined for a computed tensor. */
  constant(id: ValueId | null | undefined): Tensor | undefined;
  producer(id: ValueId | null | undefined): Node | undefined;
  readers(id: ValueId): readonly Node[];
  isObserved(id: ValueId): boolean;
  /** True where one operand of one node is all that reads `id`. */
  isPrivate(id: ValueId): boolean;
  /** Puts `by` in the place of the node with this id. */
  replace(id: string, ...by: readonly Node[]): void;
  remove(id: string): void;
  /** All nodes that read `from` read `to`. */
  redirect(from: ValueId, to: ValueId): void;
  /**
   * Removes a node whose only result equals `input`. False, and nothing changes, where the result is a graph output
   * whose name `input` cannot take over.
   */
  bypass(node: Node, input: ValueId): boolean;
  addConstant(wish: ValueId, type: TensorType, data: TensorData): ValueId;
  addValue(wish: ValueId, type: TensorType): ValueId;
  /** A node id that is free. */
  nodeId(wish: string): string;
  /** The rewritten graph without values that nothing uses; the same object where nothing changed. */
  finish(): Graph;
}

const usedValues = (graph: Graph): Set<ValueId> => {
  const used = new Set<ValueId>([...graph.inputs, ...graph.outputs]);
  for (const state of graph.state ?? []) used.add(state.input).add(state.output);
  for (const node of graph.nodes) {
    for (const id of [...node.inputs, ...node.outputs]) if (id !== null) used.add(id);
  }
  return used;
};

/** The graph with these nodes, without the values that nothing uses any more. */
export const withNodes = (graph: Graph, nodes: readonly Node[], values: ReadonlyMap<ValueId, Value>): Graph => {
  const next = { ...graph, nodes };
  const used = usedValues(next);
  return { ...next, values: new Map([...values].filter(([id]) => used.has(id))) };
};

export const draftOf = (graph: Graph, constants: Constants): Draft => {
  let nodes: readonly Node[] = graph.nodes;
  const values = new Map(graph.values);
  const current = (): Graph => ({ ...graph, nodes, values });
  const free = (wish: string, taken: (name: string) => boolean): string => {
    let name = wish;
    for (let n = 2; taken(name); n++) name = `${wish}_${String(n)}`;
    return name;
  };
  const freeValue = (wish: ValueId): ValueId => free(wish, (name) => values.has(name));

  const draft: Draft = {
    nodes: () => nodes,
    node: (id) => nodes.find((node) => node.id === id),
    value: (id) => valueOf(current(), id),
    constant: (id) => (id === null || id === undefined ? undefined : constantOf(current(), constants, id)),
    producer: (id) => (id === null || id === undefined ? undefined : nodes.find((node) => node.outputs.includes(id))),
    readers: (id) => nodes.filter((node) => node.inputs.includes(id)),
    isObserved: (id) => isObserved(graph, id),
    isPrivate: (id) =>
      !isObserved(graph, id) &&
      nodes.reduce((sum, node) => sum + node.inputs.filter((input) => input === id).length, 0) === 1,
    replace(id, ...by) {
      nodes = nodes.flatMap((node) => (node.id === id ? by : [node]));
    },
    remove(id) {
      nodes = nodes.filter((node) => node.id !== id);
    },
    redirect(from, to) {
      nodes = nodes.map((node) =>
        node.inputs.includes(from) ? { ...node, inputs: node.inputs.map((id) => (id === from ? to : id)) } : node,
      );
    },
    bypass(node, input) {
      const output = node.outputs[0];
      if (output === undefined || node.outputs.length !== 1) return false;
      if (!draft.isObserved(output)) {
        draft.redirect(output, input);
        draft.remove(node.id);
        return true;
      }
      const source = draft.producer(input);
      if (
        source === undefined ||
        draft.isObserved(input) ||
        !sameType(draft.value(input).type, draft.value(output).type)
      )
        return false;
      draft.remove(node.id);
      draft.redirect(input, output);
      draft.replace(source.id, { ...source, outputs: source.outputs.map((id) => (id === input ? output : id)) });
      return true;
    },
    addConstant(wish, type, data) {
      const id = freeValue(wish);
      values.set(id, constantValue(constants, id, type, data));
      return id;
    },
    addValue(wish, type) {
      const id = freeValue(wish);
      values.set(id, { id, type });
      return id;
    },
    nodeId: (wish) => free(wish, (name) => nodes.some((node) => node.id === name)),
    finish: () => (nodes === graph.nodes ? graph : withNodes(graph, nodes, values)),
  };
  return draft;
};
