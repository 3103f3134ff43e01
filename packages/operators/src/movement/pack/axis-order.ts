import { isNode, resolveAxis } from '@tinyml/core';
import type { AxisOrderRule } from '@tinyml/passes';
import { operandsOf, withoutAxes } from '../moved-axes.ts';

/** The new axis stays where it is, unless the result's order says otherwise. */
export const axisOrder: AxisOrderRule = (node, place, order) => {
  if (!isNode(node, 'pack')) return undefined;
  const rank = order.length + (place.side === 'operand' ? 1 : 0);
  const axis = resolveAxis(node.attrs.axis, rank);
  const shifted = order.map((old) => (old < axis ? old : old + 1));
  const result = place.side === 'result' ? order : shifted.toSpliced(axis, 0, axis);
  const all = node.inputs.map((_, i) => i);
  return {
    attrs: { ...node.attrs, axis: result.indexOf(axis) },
    operands: operandsOf(node, all, withoutAxes(result, [axis])),
    results: [result],
  };
};
