import { inOrder } from '@tinyml/core/internal';
import { integers, numbersOf, sameAxes } from '../moved-axes.ts';

/** Each axis keeps its own multiple. */
export const axisOrder = sameAxes(
  () => [0],
  (node, order, view) => {
    const multiples = numbersOf(view, node.inputs[1]);
    return multiples && { constants: { 1: integers(inOrder(multiples, order)) } };
  },
);
