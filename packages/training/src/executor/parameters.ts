import {
  constantOf,
  traitsOf,
  valueOf,
  type Constants,
  type Graph,
  type Node,
  type OperatorTable,
  type Traits,
  type ValueId,
} from '@tinyml/core';
import type { Gradient } from './gradient.ts';
import type { Gradients } from './load-gradients.ts';
import type { Parameter } from './network.ts';

/** Operands that are parameters: those that gradients train, and those that follow the data. */
const rolesOf = (
  { weighted, normalization }: Traits,
  gradient: Gradient | undefined,
): { readonly trained: readonly number[]; readonly moving: readonly number[] } => {
  return {
    trained: [
      ...(weighted === undefined ? [] : [weighted.filter, weighted.bias]),
      ...(normalization === undefined ? [] : [normalization.gamma, normalization.beta]),
      ...(gradient?.trained ?? []),
    ],
    moving: normalization === undefined ? [] : [normalization.mean, normalization.variance],
  };
};

/** The constant that an operand is, or that fake quantisations of it lead back to. */
const sourceConstant = (
  graph: Graph,
  operators: OperatorTable,
  producers: ReadonlyMap<ValueId, Node>,
  id: ValueId,
): ValueId | undefined => {
  const node = producers.get(id);
  if (node === undefined) return valueOf(graph, id).data === undefined ? undefined : id;
  const [source] = node.inputs;
  return traitsOf(operators, node.op).rounds === true && source != null
    ? sourceConstant(graph, operators, producers, source)
    : undefined;
};

/** In the order of the nodes that use them first. */
export const parametersOf = (
  graph: Graph,
  constants: Constants,
  operators: OperatorTable,
  gradients: Gradients,
): readonly Parameter[] => {
  const producers = new Map(graph.nodes.flatMap((node) => node.outputs.map((id) => [id, node] as const)));
  const found = new Map<ValueId, Parameter>();
  const add = (node: Node, index: number, trainable: boolean): void => {
    const operand = node.inputs[index];
    const id = operand == null ? undefined : sourceConstant(graph, operators, producers, operand);
    if (id === undefined || found.has(id)) return;
    const tensor = constantOf(graph, constants, id);
    if (tensor?.type.dtype !== 'float32') return;
    found.set(id, { id, shape: tensor.type.shape, data: Float32Array.from(tensor.data as Float32Array), trainable });
  };
  for (const node of graph.nodes) {
    const { trained, moving } = rolesOf(traitsOf(operators, node.op), gradients.get(node.op));
    trained.forEach((index) => {
      add(node, index, true);
    });
    moving.forEach((index) => {
      add(node, index, false);
    });
  }
  return [...found.values()];
};
