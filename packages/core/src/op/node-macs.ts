import { valueOf, type Graph, type Node, type ValueId } from '../ir/graph.ts';
import type { TensorType } from '../ir/type.ts';
import type { OperatorTable } from './define-operator.ts';

/**
 * Multiply-accumulates of one execution of `node`; 0 for an operator that `operators` does not have. Of a loop whose turns are
 * not known, those of one turn.
 */
export const nodeMacs = (graph: Graph, node: Node, operators: OperatorTable): number => {
  const typeOf = (id: ValueId): TensorType => valueOf(graph, id).type;
  const inputs = node.inputs.map((id) => (id === null ? null : typeOf(id)));
  const nested = node.graphs?.map((own) => graphMacs(own, operators));
  const request = { attrs: node.attrs, inputs, outputs: node.outputs.map(typeOf), ...(nested && { nested }) };
  return operators.get(node.op)?.macs(request) ?? 0;
};

/** Multiply-accumulates of one execution of all nodes of a graph, as `nodeMacs` counts them. */
export const graphMacs = (graph: Graph, operators: OperatorTable): number =>
  graph.nodes.reduce((sum, node) => sum + nodeMacs(graph, node, operators), 0);
