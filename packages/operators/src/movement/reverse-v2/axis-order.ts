import { resolveAxes } from '@tinyml/core';
import { integers, numbersOf, sameAxes } from '../moved-axes.ts';

/** The same axes under their other numbers. */
export const axisOrder = sameAxes(
  () => [0],
  (node, order, view) => {
    const axes = numbersOf(view, node.inputs[1]);
    if (axes === undefined) return undefined;
    return { constants: { 1: integers(resolveAxes(axes, order.length).map((axis) => order.indexOf(axis))) } };
  },
);
