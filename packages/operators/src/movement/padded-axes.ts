import { inOrder } from '@tinyml/core/internal';
import { integers, numbersOf, sameAxes } from './moved-axes.ts';

/** Of what pads by amounts for each axis: each keeps its own. */
export const axisOrder = sameAxes(
  () => [0],
  (node, order, view) => {
    const amounts = numbersOf(view, node.inputs[1]);
    if (amounts === undefined) return undefined;
    const pairs = order.map((_, axis) => amounts.slice(2 * axis, 2 * axis + 2));
    return { constants: { 1: integers(inOrder(pairs, order).flat(), [order.length, 2]) } };
  },
);
