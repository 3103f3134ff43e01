import {
  allocate,
  constantOf,
  valueOf,
  type Constants,
  type Graph,
  type Node,
  type Operator,
  type OperatorTable,
  type Tensor,
  type ValueId,
} from '@tinyml/core';

/** Values that are known before the program runs. */
export interface Folding {
  /** Nodes that are left to run. */
  readonly nodes: readonly Node[];
  /** The constant `id`, of the graph or evaluated here; undefined where it is computed at run time. */
  constant(id: ValueId): Tensor | undefined;
  /** The float16 constant with the same values as `id`, which was evaluated from it: half as large in flash. */
  half(id: ValueId): Tensor | undefined;
}

const evaluate = (
  operator: Operator,
  graph: Graph,
  node: Node,
  inputs: readonly (Tensor | null)[],
): readonly Tensor[] => {
  const outputs = node.outputs.map((id) => valueOf(graph, id).type);
  return operator
    .run({ attrs: node.attrs, inputs, outputs })
    .map((data, i) => ({ type: outputs[i] as Tensor['type'], data }));
};

/** An operand of an operator that looks at types only. */
const withoutData = (graph: Graph, id: ValueId): Tensor => {
  const { type } = valueOf(graph, id);
  return { type, data: allocate(type.dtype, 0) };
};

/**
 * Evaluates what depends on constants only, as far as the operators support it; what they refuse stays a node, for
 * kernel selection to judge. Kernels may take float16 weights as they are, so what widens a float16 constant is
 * evaluated only when it is asked for.
 */
export const foldConstants = (graph: Graph, constants: Constants, operators: OperatorTable): Folding => {
  const known = new Map<ValueId, () => Tensor>();
  const halves = new Map<ValueId, Tensor>();
  const constant = (id: ValueId): Tensor | undefined => known.get(id)?.() ?? constantOf(graph, constants, id);
  const nodes = graph.nodes.filter((node) => {
    const operator = operators.get(node.op);
    const operand = (id: ValueId): Tensor | undefined =>
      constant(id) ?? (operator?.fromTypes === true ? withoutData(graph, id) : undefined);
    const inputs = node.inputs.map((id) => (id === null ? null : operand(id)));
    if (operator === undefined || node.graphs !== undefined || node.inputs.length === 0 || inputs.includes(undefined))
      return true;
    const types = inputs.map((input) => input?.type ?? null);
    const outputs = node.outputs.map((id) => valueOf(graph, id).type);
    if (operator.check({ attrs: node.attrs, inputs: types, outputs }) !== undefined) return true;
    let results: readonly Tensor[] | undefined;
    const run = (): readonly Tensor[] =>
      (results ??= evaluate(operator, graph, node, inputs as readonly (Tensor | null)[]));
    node.outputs.forEach((id, i) => known.set(id, () => run()[i] as Tensor));
    const [first] = inputs;
    if (operator.traits?.keepsValues === true && first?.type.dtype === 'float16')
      halves.set(node.outputs[0] as ValueId, first);
    return false;
  });
  return { nodes, constant, half: (id) => halves.get(id) };
};
