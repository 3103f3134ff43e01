import { constantOf, valueOf, type Constants, type Graph, type Node, type OpName, type ValueId } from '@tinyml/core';
import type { Parameter } from './network.ts';

/** Operands that are parameters: those that gradients train, and those that follow the data. */
const roles: {
  readonly [Name in OpName]?: { readonly trained: readonly number[]; readonly moving?: readonly number[] };
} = {
  conv_2d: { trained: [1, 2] },
  depthwise_conv_2d: { trained: [1, 2] },
  fully_connected: { trained: [1, 2] },
  transpose_conv: { trained: [1, 3] },
  batch_normalization: { trained: [3, 4], moving: [1, 2] },
};

/** The constant behind an operand, through fake quantisations of it. */
const constantBehind = (graph: Graph, producers: ReadonlyMap<ValueId, Node>, id: ValueId): ValueId | undefined => {
  const node = producers.get(id);
  if (node === undefined) return valueOf(graph, id).data === undefined ? undefined : id;
  const [source] = node.inputs;
  return node.op === 'fake_quant' && source != null ? constantBehind(graph, producers, source) : undefined;
};

/** In the order of the nodes that use them first. */
export const parametersOf = (graph: Graph, constants: Constants): readonly Parameter[] => {
  const producers = new Map(graph.nodes.flatMap((node) => node.outputs.map((id) => [id, node] as const)));
  const found = new Map<ValueId, Parameter>();
  const add = (node: Node, index: number, trainable: boolean): void => {
    const operand = node.inputs[index];
    const id = operand == null ? undefined : constantBehind(graph, producers, operand);
    if (id === undefined || found.has(id)) return;
    const tensor = constantOf(graph, constants, id);
    if (tensor?.type.dtype !== 'float32') return;
    found.set(id, { id, shape: tensor.type.shape, data: Float32Array.from(tensor.data as Float32Array), trainable });
  };
  for (const node of graph.nodes) {
    const role = roles[node.op];
    role?.trained.forEach((index) => add(node, index, true));
    role?.moving?.forEach((index) => add(node, index, false));
  }
  return [...found.values()];
};
