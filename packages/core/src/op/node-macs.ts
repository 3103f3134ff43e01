import { valueOf, type Graph, type Node, type ValueId } from '../ir/graph.ts';
import type { TensorType } from '../ir/type.ts';
import type { OperatorTable } from './define-operator.ts';

/** Multiply-accumulates of one execution of `node`; 0 for an operator that `operators` does not have. */
export const nodeMacs = (graph: Graph, node: Node, operators: OperatorTable): number => {
  const typeOf = (id: ValueId): TensorType => valueOf(graph, id).type;
  const inputs = node.inputs.map((id) => (id === null ? null : typeOf(id)));
  return operators.get(node.op)?.macs({ attrs: node.attrs, inputs, outputs: node.outputs.map(typeOf) }) ?? 0;
};
