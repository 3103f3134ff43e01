import { elementCount, type WeightedOperands } from '@tinyml/core';
import { tensorInOrder, isOwnOrder } from '@tinyml/core/internal';
import type { AxisOrderRule } from './axis-order-slot.ts';

/**
 * A dense layer reads rows as long as its filter. Where axes within a row move, the filter's columns move with them; where
 * the rows stand on axes of their own, these may move.
 */
export const denseOrder =
  ({ input, filter }: WeightedOperands): AxisOrderRule =>
  (node, place, order, view) => {
    const x = node.inputs[input];
    const weights = view.constant(node.inputs[filter]);
    const [output] = node.outputs;
    if (x == null || weights === undefined || output === undefined) return undefined;
    const { shape } = view.type(x);
    const [, depth = 0] = weights.type.shape;
    if (place.side === 'result' || order.length === view.type(output).shape.length) {
      const rows =
        shape.length === order.length && shape.at(-1) === depth && view.type(output).shape.length === shape.length;
      if (rows && order.at(-1) === order.length - 1 && (place.side === 'result' || place.index === input))
        return { operands: node.inputs.map((_, i) => (i === input ? order : undefined)), results: [order] };
    }
    if (place.side === 'result' || place.index !== input || weights.type.quant?.axis === 1) return undefined;
    let first = shape.length;
    while (first > 0 && elementCount(shape.slice(first)) < depth) first -= 1;
    if (elementCount(shape.slice(first)) !== depth || !isOwnOrder(order.slice(0, first))) return undefined;
    const within = order.slice(first).map((axis) => axis - first);
    const split = { ...weights.type, shape: [weights.type.shape[0] as number, ...shape.slice(first)] };
    const moved = tensorInOrder({ type: split, data: weights.data }, [0, ...within.map((axis) => axis + 1)]);
    return {
      operands: node.inputs.map((_, i) =>
        i === input ? order : i === filter ? { type: weights.type, data: moved.data } : undefined,
      ),
      results: [undefined],
      resums: true,
    };
  };
