import { valueOf, type Graph, type Node, type OperatorTable, type Value, type ValueId } from '@tinyml/core';
import { ruleOf } from './quantize-slot.ts';
import { operandsOf } from './roles.ts';

/** Float values that nodes compute and others read in turn: each lies between two layers. */
export const innerTensors = (graph: Graph): readonly ValueId[] => {
  const read = new Set(graph.nodes.flatMap(({ inputs }) => inputs));
  return graph.nodes.flatMap(({ outputs }) =>
    outputs.filter((id) => read.has(id) && valueOf(graph, id).type.dtype === 'float32'),
  );
};

/**
 * The nodes that a tensor in int16 asks to compute in int16: what makes it, and all that read it. `keepOutputs`: not those whose result leaves
 * the model, whose type the firmware knows.
 */
export const nodesAround = (graph: Graph, tensors: ReadonlySet<ValueId>, keepOutputs: boolean): ReadonlySet<string> =>
  new Set(
    graph.nodes
      .filter(({ inputs, outputs }) => [...inputs, ...outputs].some((id) => id !== null && tensors.has(id)))
      .filter(({ outputs }) => !keepOutputs || !outputs.some((id) => graph.outputs.includes(id)))
      .map(({ id }) => id),
  );

/**
 * Intents of a graph of which some nodes compute in int16: these write int16 and have the biases of that form, all else is as in int8.
 * `int8` and `int16`: the same graph, meant to be one of the two throughout.
 */
export const mixedIntents = (int8: Graph, int16: Graph, wide: ReadonlySet<string>, operators: OperatorTable): Graph => {
  const constantsOf = (node: Node): readonly ValueId[] => {
    const rule = ruleOf(operators, node.op);
    return rule === undefined ? [] : operandsOf(node, rule, 'bias').flatMap((at) => node.inputs[at] ?? []);
  };
  const values = new Map(int8.values);
  for (const node of int16.nodes.filter(({ id }) => wide.has(id)))
    for (const id of [...node.outputs, ...constantsOf(node)]) values.set(id, valueOf(int16, id) satisfies Value);
  const wideNodes = new Map(int16.nodes.map((node) => [node.id, node]));
  return {
    ...int8,
    values,
    nodes: int8.nodes.map((node) => (wide.has(node.id) ? (wideNodes.get(node.id) ?? node) : node)),
  };
};
