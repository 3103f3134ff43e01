import {
  constantOf,
  constantValue,
  dropUnusedValues,
  valueOf,
  type Graph,
  type Node,
  type Tensor,
  type Value,
  type ValueId,
} from '@tinyml/core';
import {
  freeNames,
  isOwnOrder,
  movesNothing,
  sameOrder,
  tensorInOrder,
  typeInOrder,
  type AxisOrder,
} from '@tinyml/core/internal';
import type { CandidateRequest } from './candidates.ts';
import { between, storedOrder, wantedOrder, type Forms } from './order-cost.ts';
import { outsideReads } from './transposed-reads.ts';

const keyOf = (id: ValueId, order: AxisOrder): string => `${order.join()} ${id}`;

const reorderedName = (id: ValueId): string => `${id.replace(/_reordered(_[0-9]+)?$/, '')}_reordered`;

/** The graph with the nodes in these forms, and with transposes, or reshapes, where the orders still differ. */
export const writeForms = (request: Omit<CandidateRequest, 'mayRound'>, forms: Forms): Graph => {
  const { graph, constants, flow } = request;
  const values = new Map<ValueId, Value>(graph.values);
  const nodes: Node[] = [];
  const names = freeNames(graph);
  const observed = new Set(outsideReads(graph));
  const ready = new Map<string, ValueId>();

  /** Names that the graph has for a tensor in an order: results of its transposes. Those seen from outside come first. */
  const known = new Map<string, ValueId>();
  for (const id of [...flow.transposes.flatMap(({ outputs }) => outputs)].sort(
    (a, b) => Number(observed.has(b)) - Number(observed.has(a)),
  )) {
    const origin = flow.originOf(id);
    const key = keyOf(origin.id, origin.order);
    if (!known.has(key)) known.set(key, id);
  }

  const storedNames = new Map<ValueId, ValueId>();
  const nameStored = (id: ValueId): ValueId => {
    const order = storedOrder(flow, id, forms);
    const name = known.get(keyOf(id, order));
    // An output of the model that a transpose gave is now this tensor itself.
    if (flow.producers.has(id) && !observed.has(id) && name !== undefined && observed.has(name)) return name;
    if (isOwnOrder(order)) return id;
    return name ?? names.value(reorderedName(id));
  };
  const storedName = (id: ValueId): ValueId => {
    const name = storedNames.get(id) ?? nameStored(id);
    storedNames.set(id, name);
    return name;
  };
  const storedValue = (id: ValueId): Value => {
    const value = valueOf(graph, id);
    const order = storedOrder(flow, id, forms);
    const { intent } = value;
    return {
      ...value,
      id: storedName(id),
      type: typeInOrder(value.type, order),
      ...(intent?.axis !== undefined && { intent: { ...intent, axis: order.indexOf(intent.axis) } }),
    };
  };

  const addConstant = (hint: string, { type, data }: Tensor): ValueId => {
    const id = names.value(hint);
    values.set(id, constantValue(constants, id, type, data));
    return id;
  };

  /** A node that gives `id` in the order `wanted` under the name `output`. */
  const addConversion = (id: ValueId, wanted: AxisOrder, output: ValueId): void => {
    const stored = storedValue(id);
    const order = between(storedOrder(flow, id, forms), wanted);
    const type = typeInOrder(stored.type, order);
    values.set(output, { ...(values.get(output) ?? {}), id: output, type });
    const source = flow.producers.get(id)?.node.source;
    const from = source && { source };
    if (movesNothing(stored.type.shape, order) && type.quant?.axis === undefined) {
      const attrs = { newShape: [...type.shape] };
      nodes.push({
        id: names.node(`${output}_reshape`),
        op: 'reshape',
        attrs,
        inputs: [stored.id],
        outputs: [output],
        ...from,
      });
      return;
    }
    const existing = flow.transposes.find(
      ({ inputs, outputs }) =>
        outputs[0] === output && inputs[0] === stored.id && isOwnOrder(storedOrder(flow, id, forms)),
    );
    if (existing !== undefined) return void nodes.push(existing);
    const perm = addConstant(`${output}_order`, {
      type: { dtype: 'int32', shape: [order.length] },
      data: Int32Array.from(order),
    });
    nodes.push({
      id: names.node(`${output}_transpose`),
      op: 'transpose',
      attrs: {},
      inputs: [stored.id, perm],
      outputs: [output],
      ...from,
    });
  };

  /** `id` in the order `wanted`: made where it is needed for the first time. */
  const inWantedOrder = (id: ValueId, wanted: AxisOrder): ValueId => {
    const key = keyOf(id, wanted);
    const before = ready.get(key);
    if (before !== undefined) return before;
    const constant = constantOf(graph, constants, id);
    let found = storedName(id);
    if (constant !== undefined) {
      if (!isOwnOrder(wanted)) found = addConstant(reorderedName(id), tensorInOrder(constant, wanted));
    } else if (!sameOrder(storedOrder(flow, id, forms), wanted)) {
      found = isOwnOrder(wanted) ? id : (known.get(key) ?? names.value(reorderedName(id)));
      addConversion(id, wanted, found);
    }
    ready.set(key, found);
    return found;
  };

  for (const node of flow.nodes) {
    const form = forms.get(node);
    const inputs = node.inputs.slice(0, form?.operands.length).map((id, index) => {
      if (id === null) return null;
      const operand = form?.operands[index];
      if (operand !== undefined && 'data' in operand) return addConstant(reorderedName(id), operand);
      const origin = flow.originOf(id);
      return inWantedOrder(origin.id, wantedOrder({ node, index, origin }, forms));
    });
    for (const id of node.outputs) values.set(storedName(id), storedValue(id));
    const written = {
      ...node,
      op: form?.op ?? node.op,
      attrs: form?.attrs ?? node.attrs,
      inputs,
      outputs: node.outputs.map(storedName),
    };
    nodes.push(written as Node);
  }
  for (const id of observed) {
    const origin = flow.originOf(id);
    const given = inWantedOrder(origin.id, origin.order);
    if (given !== id) addConversion(origin.id, origin.order, id);
  }
  return dropUnusedValues({ ...graph, values, nodes });
};
