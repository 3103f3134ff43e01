import { constantOf } from '../ir/constants.ts';
import type { Graph, Node, ValueId } from '../ir/graph.ts';
import { valueOf } from '../ir/graph.ts';
import { allocate, type Tensor } from '../ir/tensor.ts';
import type { OperatorTable } from '../op/define-operator.ts';
import type { Constants } from '../pass/define-pass.ts';

/**
 * Nodes that depend on constants, or on types where `operators` says so, and on nothing else, directly or through each
 * other, in execution order. Nodes that hold graphs are left out.
 */
export const foldableNodes = (graph: Graph, operators?: OperatorTable): readonly Node[] => {
  const known = new Set<ValueId>();
  for (const [id, value] of graph.values) if (value.data !== undefined) known.add(id);
  const foldable: Node[] = [];
  for (const node of graph.nodes) {
    const fromTypes = operators?.get(node.op)?.fromTypes === true;
    if (
      node.graphs !== undefined ||
      node.inputs.length === 0 ||
      !(fromTypes || node.inputs.every((id) => id === null || known.has(id)))
    )
      continue;
    foldable.push(node);
    node.outputs.forEach((id) => known.add(id));
  }
  return foldable;
};

/** An operand of an operator that looks at types only. */
const withoutData = (graph: Graph, id: ValueId): Tensor => {
  const { type } = valueOf(graph, id);
  return { type, data: allocate(type.dtype, 0) };
};

/**
 * The tensors of all constants and of all that `foldableNodes` compute, by value.
 * @throws Error for a graph that `verifyGraph` rejects
 */
export const constantTensors = (
  graph: Graph,
  options: { readonly operators: OperatorTable; readonly constants: Constants },
): ReadonlyMap<ValueId, Tensor> => {
  const tensors = new Map<ValueId, Tensor>();
  for (const id of graph.values.keys()) {
    const tensor = constantOf(graph, options.constants, id);
    if (tensor !== undefined) tensors.set(id, tensor);
  }
  for (const node of foldableNodes(graph, options.operators)) {
    const operator = options.operators.get(node.op);
    if (operator === undefined) throw new Error(`no operator ${node.op}`);
    const outputs = node.outputs.map((id) => valueOf(graph, id).type);
    const inputs = node.inputs.map((id) => (id === null ? null : (tensors.get(id) ?? withoutData(graph, id))));
    const results = operator.run({ attrs: node.attrs, inputs, outputs });
    outputs.forEach((type, index) => {
      const id = node.outputs[index];
      const data = results[index];
      if (id !== undefined && data !== undefined) tensors.set(id, { type, data });
    });
  }
  return tensors;
};
