import type { Graph, Node, Value, ValueId } from './graph.ts';

/** Where the parts of a graph that another one takes in get their names. */
export interface InlineNames {
  /** A free name for a value. */
  value(hint: string): ValueId;
  /** A free name for a node. */
  node(hint: string): string;
}

/** A graph's parts in the terms of the one that takes them in. */
export interface Inlined {
  /** In execution order. */
  readonly nodes: readonly Node[];
  /** All but the graph's inputs. */
  readonly values: readonly Value[];
  /** What its outputs are: results of the nodes, constants, or some of `inputs`. */
  readonly outputs: readonly ValueId[];
}

/** The nodes of a nested graph with `inputs` in place of its own, and new names for all the rest. */
export const inlineGraph = (graph: Graph, inputs: readonly ValueId[], names: InlineNames): Inlined => {
  const renamed = new Map<ValueId, ValueId>();
  graph.inputs.forEach((id, i) => renamed.set(id, inputs[i] as ValueId));
  const values = [...graph.values.values()].flatMap((value): readonly Value[] => {
    if (renamed.has(value.id)) return [];
    const id = names.value(value.id);
    renamed.set(value.id, id);
    return [{ ...value, id }];
  });
  const rename = (id: ValueId): ValueId => renamed.get(id) as ValueId;
  const nodes = graph.nodes.map((node) => ({
    ...node,
    id: names.node(node.id),
    inputs: node.inputs.map((id) => (id === null ? null : rename(id))),
    outputs: node.outputs.map(rename),
  }));
  return { nodes, values, outputs: graph.outputs.map(rename) };
};
