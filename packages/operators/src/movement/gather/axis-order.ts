import { isNode, resolveAxis } from '@tinyml/core';
import type { AxisOrder } from '@tinyml/core/internal';
import type { AxisOrderRule } from '@tinyml/passes';
import { operandsOf } from '../moved-axes.ts';

/** The axes of the indices stand in the place of the axis, in their order. */
export const axisOrder: AxisOrderRule = (node, place, order, view) => {
  const [x, indices] = node.inputs;
  if (!isNode(node, 'gather') || x == null || indices == null || node.attrs.batchDims !== 0) return undefined;
  if (place.index !== 0) return undefined;
  const axis = resolveAxis(node.attrs.axis, view.type(x).shape.length);
  const added = view.type(indices).shape.length;
  const isOfIndices = (old: number): boolean => old >= axis && old < axis + added;
  const operand = place.side === 'operand' ? order : ofOperand(order, axis, added);
  if (operand === undefined) return undefined;
  const result = operand.flatMap((old) =>
    old === axis ? Array.from({ length: added }, (_, i) => axis + i) : [old < axis ? old : old + added - 1],
  );
  // The result's order may take the axes of the indices apart.
  if (place.side === 'result' && order.some((old, i) => isOfIndices(old) && old !== result[i])) return undefined;
  return {
    attrs: { ...node.attrs, axis: operand.indexOf(axis) },
    operands: operandsOf(node, [0], operand),
    results: [result],
  };
};

/** `added` axes of the result that follow `axis` are one axis of the operand; without any it stands at the end. */
const ofOperand = (order: AxisOrder, axis: number, added: number): AxisOrder | undefined => {
  const own = order.flatMap((old) => {
    if (old < axis) return [old];
    if (old >= axis + added) return [old - added + 1];
    return old === axis ? [axis] : [];
  });
  return added === 0 ? [...own, axis] : own;
};
