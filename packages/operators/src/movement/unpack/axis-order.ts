import { isNode, resolveAxis } from '@tinyml/core';
import { droppedAxes } from '../moved-axes.ts';

/** The same axis under its other number. */
export const axisOrder = droppedAxes(
  0,
  (node, view) => {
    const [input] = node.inputs;
    return isNode(node, 'unpack') && input != null
      ? [resolveAxis(node.attrs.axis, view.type(input).shape.length)]
      : undefined;
  },
  (node, order) =>
    isNode(node, 'unpack')
      ? { attrs: { ...node.attrs, axis: order.indexOf(resolveAxis(node.attrs.axis, order.length)) } }
      : undefined,
);
