import { inOrder } from '@tinyml/core/internal';
import { integers, numbersOf, sameAxes } from '../moved-axes.ts';

/** Each axis keeps its own part. */
export const axisOrder = sameAxes(
  () => [0],
  (node, order, view) => {
    const [begin, size] = [numbersOf(view, node.inputs[1]), numbersOf(view, node.inputs[2])];
    if (begin === undefined || size === undefined) return undefined;
    return { constants: { 1: integers(inOrder(begin, order)), 2: integers(inOrder(size, order)) } };
  },
);
