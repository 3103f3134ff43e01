import {
  elementCount,
  traitsOf,
  type GraphView,
  type Node,
  type OperatorTable,
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
  const { elementwise, normalization, pads } = traitsOf(operators, node.op);
  return (elementwise === true || normalization !== undefined || pads !== undefined) && node.outputs.length === 1;
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
  const { normalization, pads } = traitsOf(operators, node.op);
  const type = view.type(result);
  const { length: rank } = type.shape;
  if (axis >= rank || type.quant?.axis !== undefined) return undefined;
  const nodes: Node[] = [];

  /** Axes are counted from the last one where shapes of different lengths meet. */
  const lifted = (of: TensorType): TensorType => {
    const at = axis - (rank - of.shape.length);
    return at < 0 || elementCount(of.shape) === 1 ? of : { ...of, shape: withAxis(of.shape, at) };
  };
  const operand = (id: ValueId | null, index: number): ValueId | null => {
    if (id === null || (normalization !== undefined && index > 0)) return id;
    const constant = view.constant(id);
    if (pads !== undefined && index === pads.amounts && constant !== undefined) {
      const amounts = Array.from(constant.data as Int32Array, Number);
      const data = Int32Array.from([...amounts.slice(0, 2 * axis), 0, 0, ...amounts.slice(2 * axis)]);
      return view.addConstant(id, { dtype: 'int32', shape: [rank + 1, 2] }, data);
    }
    if (pads !== undefined && index > 0) return id;
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
  const { dtype } = (pads && view.constant(node.inputs[pads.amounts])?.type) ?? {};
  if (quantized || (pads !== undefined && dtype !== 'int32')) return undefined;
  const inputs = node.inputs.map(operand);
  const wide = { ...type, shape: withAxis(type.shape, axis) };
  const types = inputs.map((id) => (id === null ? null : view.type(id)));
  if (operators.get(node.op)?.check({ attrs: node.attrs, inputs: types, outputs: [wide] }) !== undefined)
    return undefined;
  const given = output ?? view.addValue(`${result}_view`, wide);
  return { nodes: [...nodes, { ...node, inputs, outputs: [given] }], output: given };
};
