import {
  constantValue,
  TinymlError,
  type Constants,
  type Graph,
  type Node,
  type TensorData,
  type TensorType,
  type Value,
  type ValueId,
} from '@tinyml/core';
import { unwritableModel } from '../diagnostics/model.ts';

/** A graph while it is rewritten: values and nodes only grow. */
export interface Draft {
  readonly graph: Graph;
  readonly constants: Constants;
  readonly values: Map<ValueId, Value>;
  readonly nodes: Node[];
  /** Values that stand for another, where a node was dropped. */
  readonly aliases: Map<ValueId, ValueId>;
  readonly nodeIds: Set<string>;
}

export const draftOf = (graph: Graph, constants: Constants): Draft => ({
  graph,
  constants,
  values: new Map(graph.values),
  nodes: [],
  aliases: new Map(),
  nodeIds: new Set(graph.nodes.map(({ id }) => id)),
});

const unique = (wanted: string, taken: { has(id: string): boolean }): string => {
  let id = wanted;
  for (let count = 1; taken.has(id); count += 1) id = `${wanted}_${String(count)}`;
  return id;
};

export const refuse = (node: Node, reason: string): never => {
  throw new TinymlError(unwritableModel(node.id, reason));
};

export const addValue = (draft: Draft, wanted: string, type: TensorType): ValueId => {
  const id = unique(wanted, draft.values);
  draft.values.set(id, { id, type });
  return id;
};

export const addConstant = (draft: Draft, wanted: string, type: TensorType, data: TensorData): ValueId => {
  const id = unique(wanted, draft.values);
  draft.values.set(id, constantValue(draft.constants, id, type, data));
  return id;
};

/** A node that the graph did not have. */
export const addNode = (draft: Draft, node: Node): void => {
  const id = unique(node.id, draft.nodeIds);
  draft.nodeIds.add(id);
  draft.nodes.push({ ...node, id });
};

export const typeOf = (draft: Draft, id: ValueId | null | undefined, node: Node): TensorType =>
  draft.values.get(id ?? '')?.type ?? refuse(node, 'an operand is missing');

/** `from` becomes `to`, in what is written so far and in all that follows. */
const rename = (draft: Draft, from: ValueId, to: ValueId): void => {
  const renamed = <Id extends ValueId | null>(id: Id): Id | ValueId => (id === from ? to : id);
  draft.nodes.forEach((node, index) => {
    draft.nodes[index] = { ...node, inputs: node.inputs.map(renamed), outputs: node.outputs.map(renamed) };
  });
  draft.aliases.set(from, to);
  draft.values.delete(from);
};

/** The node's result is its first operand; a graph output that is another output or an input too needs a copy. */
export const skip = (draft: Draft, node: Node): void => {
  const [x = null] = node.inputs;
  const [y = ''] = node.outputs;
  const { graph } = draft;
  if (x === null) return refuse(node, 'an operand is missing');
  if (!graph.outputs.includes(y)) {
    draft.aliases.set(y, x);
    draft.values.delete(y);
    return;
  }
  const isComputed = draft.nodes.some((other) => other.outputs.includes(x));
  if (isComputed && !graph.outputs.includes(x)) {
    rename(draft, x, y);
    return;
  }
  const { shape } = typeOf(draft, y, node);
  const target = addConstant(
    draft,
    `${node.id}/shape`,
    { dtype: 'int32', shape: [shape.length] },
    Int32Array.from(shape),
  );
  addNode(draft, { id: node.id, op: 'reshape', attrs: {}, inputs: [x, target], outputs: [y] });
};
