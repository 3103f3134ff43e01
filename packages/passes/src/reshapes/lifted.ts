import {
  traitsOf,
  type GraphView,
  type Node,
  type OperatorTable,
  type Tensor,
  type TensorType,
  type ValueId,
} from '@tinyml/core';
import { unitAxisOf, withAxis } from './unit-axis.ts';

/** The result of a node on operands that have one axis more, and what it takes to compute it. */
export interface Lifted {
  readonly nodes: readonly Node[];
  readonly output: ValueId;
}

/** Whether the node computes the same where its operands have an axis of size 1 more, preceding the last one. */
export const canBeLifted = (node: Node, operators: OperatorTable): boolean => {
  const { elementwise, normalization, pads, phases } = traitsOf(operators, node.op);
  const some = elementwise === true || [normalization, pads, phases].some((operands) => operands !== undefined);
  return some && node.outputs.length === 1;
};

/** An int32 constant with a row for each axis, or each but the batch, and one more for an axis that stays as it is. */
type List = (constant: Tensor) => readonly [type: TensorType, data: Int32Array];

const withRow =
  (at: number, row: readonly number[]): List =>
  ({ type, data }) => {
    const numbers = Array.from(data as Int32Array, Number);
    const [rows = 0, ...rest] = type.shape;
    if (at > rows) return [type, Int32Array.from(numbers)];
    const place = at * row.length;
    return [
      { ...type, shape: [rows + 1, ...rest] },
      Int32Array.from([...numbers.slice(0, place), ...row, ...numbers.slice(place)]),
    ];
  };

/** Operands that say something of each axis, by position. */
const listsOfAxes = (node: Node, axis: number, operators: OperatorTable): ReadonlyMap<number, List> => {
  const { pads, phases } = traitsOf(operators, node.op);
  const lists = new Map<number, List>();
  if (pads !== undefined) lists.set(pads.amounts, withRow(axis, [0, 0]));
  if (phases !== undefined)
    lists.set(phases.block, withRow(axis - 1, [1])).set(phases.amounts, withRow(axis - 1, [0, 0]));
  return lists;
};

/**
 * `node` with the axis `axis` of size 1 more in its result, which is `output` or a new value; undefined where it cannot
 * compute that.
 */
export const lift = (
  node: Node,
  axis: number,
  view: GraphView,
  operators: OperatorTable,
  output?: ValueId,
): Lifted | undefined => {
  const [result] = node.outputs;
  if (result === undefined || !canBeLifted(node, operators)) return undefined;
  const { normalization, pads, phases } = traitsOf(operators, node.op);
  const type = view.type(result);
  const { length: rank } = type.shape;
  if (axis >= rank || type.quant?.axis !== undefined) return undefined;
  const nodes: Node[] = [];

  /** Axes are counted from the last one where shapes of different lengths meet. */
  const lifted = (of: TensorType): TensorType => {
    const at = axis - (rank - of.shape.length);
    return at < 0 ? of : { ...of, shape: withAxis(of.shape, at) };
  };
  const listed = listsOfAxes(node, axis, operators);
  const operand = (id: ValueId | null, index: number): ValueId | null => {
    if (id === null || (normalization !== undefined && index > 0)) return id;
    const constant = view.constant(id);
    const list = listed.get(index);
    if (list !== undefined && constant !== undefined) return view.addConstant(id, ...list(constant));
    if ((pads ?? phases) !== undefined && index > 0) return id;
    const own = view.type(id);
    const wanted = lifted(own);
    if (wanted === own) return id;
    if (constant !== undefined) return view.addConstant(id, wanted, constant.data);
    const before = unitAxisOf(view.producer(id), view, operators);
    if (before?.change === 'remove' && before.axis === axis - (rank - own.shape.length)) return before.input;
    const value = view.addValue(`${id}_view`, wanted);
    const attrs = { newShape: [...wanted.shape] };
    nodes.push({ id: view.freshNodeId(`${node.id}_view`), op: 'reshape', attrs, inputs: [id], outputs: [value] });
    return value;
  };

  const quantized = node.inputs.some((id) => id !== null && view.type(id).quant?.axis !== undefined);
  const unreadable = [...listed.keys()].some((index) => view.constant(node.inputs[index])?.type.dtype !== 'int32');
  if (quantized || unreadable || (phases !== undefined && axis === 0)) return undefined;
  const inputs = node.inputs.map(operand);
  const wide = { ...type, shape: withAxis(type.shape, axis) };
  const types = inputs.map((id) => (id === null ? null : view.type(id)));
  if (operators.get(node.op)?.check({ attrs: node.attrs, inputs: types, outputs: [wide] }) !== undefined)
    return undefined;
  const given = output ?? view.addValue(`${result}_view`, wide);
  return { nodes: [...nodes, { ...node, inputs, outputs: [given] }], output: given };
};
