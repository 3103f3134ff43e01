import { elementCount, type Shape } from '@tinyml/core';
import { tensorInOrder, type AxisOrder } from '@tinyml/core/internal';
import type { AxisOrderRule, Reordered } from './axis-order-slot.ts';

/** Without axes of size 1 at its beginning: [1,1,1,c] → [c]. */
const trimmed = (shape: Shape): Shape => {
  const first = shape.findIndex((size) => size !== 1);
  return first === -1 ? [1] : shape.slice(first);
};

/**
 * relu(transpose(x)) = transpose(relu(x)): operands of the result's rank have its order, a constant of fewer axes gets
 * axes of size 1 at its beginning first, as broadcasting sees it.
 */
export const elementwiseOrder: AxisOrderRule = (node, place, order, view) => {
  const [output] = node.outputs;
  const rank = output === undefined ? -1 : view.type(output).shape.length;
  if (node.outputs.length !== 1 || order.length !== rank) return undefined;
  const operands: Reordered['operands'][number][] = [];
  for (const id of node.inputs) {
    const type = id === null ? undefined : view.type(id);
    const constant = view.constant(id);
    if (type === undefined || elementCount(type.shape) === 1) {
      if (type?.shape.length === rank && constant === undefined) operands.push(order);
      else operands.push(undefined);
    } else if (constant !== undefined && type.quant?.axis === undefined) {
      const shape = [...Array.from({ length: rank - type.shape.length }, () => 1), ...type.shape];
      const moved = tensorInOrder({ type: { ...type, shape }, data: constant.data }, order);
      const kept = type.shape.length < rank || type.shape[0] === 1 ? trimmed(moved.type.shape) : moved.type.shape;
      operands.push({ type: { ...moved.type, shape: kept }, data: moved.data });
    } else if (type.shape.length === rank) operands.push(order);
    else return undefined;
  }
  const met: AxisOrder | undefined = place.side === 'result' ? order : (operands[place.index] as AxisOrder | undefined);
  return Array.isArray(met) ? { operands, results: [order] } : undefined;
};
