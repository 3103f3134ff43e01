import { isNode } from '@tinyml/core';
import type { AxisOrder } from '@tinyml/core/internal';
import type { AxisOrderRule } from '@tinyml/passes';

/** The two axes of a matrix swapped behind `order`'s others. */
const swapped = (order: AxisOrder): AxisOrder => [...order.slice(0, -2), ...order.slice(-2).toReversed()];

/** The axes of the batch move in both operands and the result; a matrix whose axes are swapped is read transposed. */
export const axisOrder: AxisOrderRule = (node, place, order, view) => {
  const [x, y] = node.inputs;
  const [output] = node.outputs;
  if (!isNode(node, 'batch_matmul') || x == null || y == null || output === undefined) return undefined;
  const ranks = [x, y, output].map((id) => view.type(id).shape.length);
  const rank = order.length;
  const [row = 0, column = 0] = order.slice(-2);
  if (Math.min(row, column) !== rank - 2) return undefined;
  const turned = row > column;
  const straight = turned ? swapped(order) : order;
  const sameBatch = straight.every((axis, i) => axis === i);
  if (!sameBatch && ranks.some((other) => other !== rank)) return undefined;
  if (place.side === 'result') return turned ? undefined : { operands: [order, order], results: [order] };
  const turns = (operand: number): boolean => turned && place.index === operand;
  return {
    attrs: {
      ...node.attrs,
      adjX: node.attrs.adjX !== turns(0),
      adjY: node.attrs.adjY !== turns(1),
    },
    operands: [0, 1].map((operand) => {
      if (turns(operand)) return order;
      return sameBatch ? undefined : straight;
    }),
    results: [sameBatch ? undefined : straight],
  };
};
