import { resolveAxes } from '@tinyml/core';
import { type AxisOrder } from '@tinyml/core/internal';
import type { AxisOrderRule } from './axis-order-slot.ts';

/** Axes that are left, as the result numbers them. */
const ofResult = (order: AxisOrder, axes: readonly number[]): AxisOrder => {
  const left = order.filter((axis) => !axes.includes(axis));
  const sorted = left.toSorted((a, b) => a - b);
  return left.map((axis) => sorted.indexOf(axis));
};

/** The operand's axes in the order of the result's; those that go stand at the end. */
const ofOperand = (order: AxisOrder, axes: readonly number[]): AxisOrder => {
  const rank = order.length + axes.length;
  const left = Array.from({ length: rank }, (_, axis) => axis).filter((axis) => !axes.includes(axis));
  return [...order.map((axis) => left[axis] as number), ...axes];
};

/** mean(transpose(x), axes): the same axes under their other numbers. Where they go, the rest of the order is the result's. */
export const reducedOrder =
  (axesAt: number): AxisOrderRule =>
  (node, place, order, view) => {
    const [input] = node.inputs;
    const [output] = node.outputs;
    const listed = view.constant(node.inputs[axesAt]);
    if (input == null || output === undefined || listed === undefined || place.index !== 0) return undefined;
    const { length: rank } = view.type(input).shape;
    const axes = resolveAxes(Array.from(listed.data as Int32Array, Number), rank);
    const keeps = view.type(output).shape.length === rank;
    const operand = place.side === 'operand' || keeps ? order : ofOperand(order, axes);
    if (operand.length !== rank) return undefined;
    const data = Int32Array.from(axes.map((axis) => operand.indexOf(axis))).toSorted();
    const moved = { type: { dtype: 'int32' as const, shape: [axes.length] }, data };
    return {
      operands: node.inputs.map((_, i) => (i === axesAt ? moved : i === 0 ? operand : undefined)),
      results: [keeps ? operand : ofResult(operand, axes)],
      ...(reordersSums(operand, axes) && { resums: true }),
    };
  };

const reordersSums = (operand: AxisOrder, axes: readonly number[]): boolean => {
  const summed = operand.filter((axis) => axes.includes(axis));
  return summed.some((axis, i) => i > 0 && axis < (summed[i - 1] as number));
};
