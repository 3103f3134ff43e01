import { constantValue } from '../ir/constants.ts';
import { freeNames } from '../ir/free-names.ts';
import { valueOf, type Graph, type Node, type Value, type ValueId } from '../ir/graph.ts';
import { inverseOrder, typeInOrder, type AxisOrder } from '../op/axis-order.ts';
import type { Constants } from '../pass/define-pass.ts';

/** [n, c, h, w] → [n, h, w, c] */
const toLast: AxisOrder = [0, 2, 3, 1];
const toFirst = inverseOrder(toLast);

/**
 * A graph whose images are [n, c, h, w], called with [n, h, w, c]: each input and each computed output of four dimensions is
 * transposed at the border, where passes take it further. Names stay.
 */
export const imagesLast = (graph: Graph, constants: Constants): Graph => {
  const values = new Map<ValueId, Value>(graph.values);
  const names = freeNames(graph);
  const inner = new Map<ValueId, ValueId>();
  const produced = new Set(graph.nodes.flatMap(({ outputs }) => outputs));
  const isImage = (id: ValueId): boolean => valueOf(graph, id).type.shape.length === 4;

  /** A transpose between `id`, as it is called from outside, and its name within the graph. */
  const border = (id: ValueId, side: 'input' | 'output'): Node => {
    const value = valueOf(graph, id);
    const own = names.value(`${id}_channels_first`);
    inner.set(id, own);
    values.set(own, { ...value, id: own });
    values.set(id, { id, type: typeInOrder(value.type, toLast) });
    const order = side === 'input' ? toFirst : toLast;
    const perm = names.value(`${id}_order`);
    values.set(perm, constantValue(constants, perm, { dtype: 'int32', shape: [4] }, Int32Array.from(order)));
    const [from, to] = side === 'input' ? [id, own] : [own, id];
    return { id: names.node(`${id}_transpose`), op: 'transpose', attrs: {}, inputs: [from, perm], outputs: [to] };
  };

  const inputs = graph.inputs.filter(isImage).map((id) => border(id, 'input'));
  const shown = [...new Set(graph.outputs)].filter((id) => produced.has(id) && isImage(id));
  const outputs = shown.map((id) => border(id, 'output'));
  if (inputs.length + outputs.length === 0) return graph;
  const within = (id: ValueId): ValueId => inner.get(id) ?? id;
  const nodes = graph.nodes.map((node) => ({
    ...node,
    inputs: node.inputs.map((id) => id && within(id)),
    outputs: node.outputs.map(within),
  }));
  const state = graph.state?.map((own) => ({ ...own, output: within(own.output) }));
  return { ...graph, values, nodes: [...inputs, ...nodes, ...outputs], ...(state && { state }) };
};
