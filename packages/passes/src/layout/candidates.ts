import {
  constantOf,
  slotOf,
  type Constants,
  type Graph,
  type Node,
  type OperatorTable,
  type ValueId,
} from '@tinyml/core';
import { composedOrder, inverseOrder, isOwnOrder, typeInOrder, type AxisOrder } from '@tinyml/core/internal';
import { axisOrderSlot, type OrderPlace, type Reordered } from './axis-order-slot.ts';
import type { TransposedReads } from './transposed-reads.ts';

export interface CandidateRequest {
  readonly graph: Graph;
  readonly constants: Constants;
  readonly operators: OperatorTable;
  readonly flow: TransposedReads;
  /** Sums may be taken in another order. */
  readonly mayRound: boolean;
}

/** The node in that form, where its operator and the types allow it. */
export const reordered = (
  { graph, constants, operators, flow, mayRound }: CandidateRequest,
  node: Node,
  place: OrderPlace,
  order: AxisOrder,
): Reordered | undefined => {
  const operator = operators.get(node.op);
  const rule = slotOf(axisOrderSlot, operator);
  const view = {
    type: flow.type,
    constant: (id: ValueId | null | undefined) => (id == null ? undefined : constantOf(graph, constants, id)),
  };
  const form = node.graphs === undefined ? rule?.(node, place, order, view) : undefined;
  if (form === undefined) return undefined;
  const isFloat = node.outputs.some((id) => flow.type(id).dtype === 'float32');
  if (form.resums === true && isFloat && !mayRound) return undefined;
  const inputs = form.operands.map((operand, i) => {
    if (operand !== undefined && 'data' in operand) return operand.type;
    const id = node.inputs[i];
    if (id == null) return null;
    return operand === undefined ? flow.type(id) : typeInOrder(flow.type(id), operand);
  });
  const outputs = node.outputs.map((id, i) => {
    const moved = form.results[i];
    return moved === undefined ? flow.type(id) : typeInOrder(flow.type(id), moved);
  });
  const checked = operators.get(form.op ?? node.op);
  return checked?.check({ attrs: form.attrs ?? node.attrs, inputs, outputs }) === undefined ? form : undefined;
};

/**
 * For each node that a transpose may move through, the form in which it computes on the other side. `up`: from each reader
 * of a transposed tensor towards where that comes from; `down`: from where it comes from to its readers. The first order
 * that reaches a node counts.
 */
export const candidates = (request: CandidateRequest, direction: 'up' | 'down'): ReadonlyMap<Node, Reordered> => {
  const { flow } = request;
  const found = new Map<Node, Reordered>();
  const visited = new Set<ValueId>();
  const pending: { readonly id: ValueId; readonly order: AxisOrder }[] = [];
  const meet = (node: Node, place: OrderPlace, order: AxisOrder): void => {
    if (found.has(node) || isOwnOrder(order)) return;
    const form = reordered(request, node, place, order);
    if (form === undefined) return;
    found.set(node, form);
    form.operands.forEach((operand, i) => {
      const id = node.inputs[i];
      if (operand === undefined || 'data' in operand || id == null) return;
      const origin = flow.originOf(id);
      pending.push({ id: origin.id, order: composedOrder(origin.order, operand) });
    });
    node.outputs.forEach((id, i) => {
      const moved = form.results[i];
      if (moved !== undefined) pending.push({ id, order: moved });
    });
  };
  /** Nodes on both sides of a tensor that is stored in `order`. */
  const spread = (): void => {
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const { id, order } = next;
      if (visited.has(id) || flow.isConstant(id)) continue;
      visited.add(id);
      const producer = flow.producers.get(id);
      if (producer !== undefined) meet(producer.node, { side: 'result', index: producer.index }, order);
      for (const { node, index, origin } of flow.reads.get(id) ?? [])
        if (node !== undefined)
          meet(node, { side: 'operand', index }, composedOrder(inverseOrder(origin.order), order));
    }
  };
  for (const [id, reads] of flow.reads) {
    for (const { node, index, origin } of reads) {
      if (isOwnOrder(origin.order)) continue;
      if (direction === 'up') pending.push({ id, order: origin.order });
      else if (node !== undefined) meet(node, { side: 'operand', index }, inverseOrder(origin.order));
      spread();
    }
  }
  return found;
};
