import { isNode, resolveAxis } from '@tinyml/core';
import { sameAxes } from '../moved-axes.ts';

/** The parts follow each other along the same axis, wherever it stands. */
export const axisOrder = sameAxes(
  (node) => node.inputs.map((_, i) => i),
  (node, order) =>
    isNode(node, 'concatenation')
      ? { attrs: { ...node.attrs, axis: order.indexOf(resolveAxis(node.attrs.axis, order.length)) } }
      : undefined,
);
