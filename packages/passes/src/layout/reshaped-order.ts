import { type Shape } from '@tinyml/core';
import { inOrder, isOwnOrder, type AxisOrder } from '@tinyml/core/internal';
import type { AxisOrderRule } from './axis-order-slot.ts';

/** Axes of the operand that become axes of the result, with as many elements; none of them has size 1. */
interface Group {
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/** The least groups of neighbouring axes, [2,6,5] → [2,3,2,5] as 2→2, 6→3·2, 5→5. Both shapes have as many elements. */
const groupsOf = (from: Shape, to: Shape): readonly Group[] => {
  const axesOf = (shape: Shape): number[] => shape.flatMap((size, axis) => (size === 1 ? [] : [axis]));
  const [operand, result] = [axesOf(from), axesOf(to)];
  const groups: Group[] = [];
  while (operand.length > 0) {
    const group: { from: number[]; to: number[] } = { from: [], to: [] };
    let [left, right] = [1, 1];
    do {
      const [axes, shape, into] =
        left <= right ? ([operand, from, group.from] as const) : ([result, to, group.to] as const);
      const axis = axes.shift();
      if (axis === undefined) return groups;
      into.push(axis);
      if (axes === operand) left *= shape[axis] as number;
      else right *= shape[axis] as number;
    } while (left !== right);
    groups.push(group);
  }
  return groups;
};

/** `groups` in the order in which `order` has their axes; undefined where it takes one of them apart. */
const movedGroups = (groups: readonly Group[], order: AxisOrder, shape: Shape): readonly Group[] | undefined => {
  const axes = order.filter((axis) => shape[axis] !== 1);
  const moved: Group[] = [];
  for (let at = 0; at < axes.length;) {
    const group = groups.find(({ from }) => from[0] === axes[at]);
    if (group === undefined || !group.from.every((axis, i) => axes[at + i] === axis)) return undefined;
    moved.push(group);
    at += group.from.length;
  }
  return moved;
};

/** Axes of size 1 stay before the axis that they precede, those at the very beginning and end where they are. */
const withUnits = (axes: readonly number[], shape: Shape): AxisOrder => {
  const first = shape.findIndex((size) => size !== 1);
  const last = shape.findLastIndex((size) => size !== 1);
  const unitsBefore = (axis: number): number[] => {
    let from = axis;
    while (from > first && shape[from - 1] === 1) from -= 1;
    return Array.from({ length: axis - from }, (_, i) => from + i);
  };
  const all = shape.map((_, axis) => axis);
  if (first === -1) return all;
  return [...all.slice(0, first), ...axes.flatMap((axis) => [...unitsBefore(axis), axis]), ...all.slice(last + 1)];
};

/**
 * The order of a reshaped tensor's axes where those of the tensor stand in `order`; undefined where the reshape joins or
 * splits axes that `order` takes apart.
 */
export const orderThroughReshape = (from: Shape, to: Shape, order: AxisOrder): AxisOrder | undefined => {
  const groups = movedGroups(groupsOf(from, to), order, from);
  return (
    groups &&
    withUnits(
      groups.flatMap(({ to: axes }) => axes),
      to,
    )
  );
};

/** reshape(transpose(x)) = transpose(reshape(x)), where the reshape joins and splits only axes that stay side by side. */
export const reshapedOrder: AxisOrderRule = (node, place, order, view) => {
  const [input] = node.inputs;
  const [output] = node.outputs;
  if (input == null || output === undefined || place.index !== 0) return undefined;
  const [from, to] = [view.type(input), view.type(output)];
  if (from.quant?.axis !== undefined || from.shape.includes(0)) return undefined;
  const operand = place.side === 'operand' ? order : orderThroughReshape(to.shape, from.shape, order);
  const result = place.side === 'result' ? order : orderThroughReshape(from.shape, to.shape, order);
  if (operand === undefined || result === undefined || (isOwnOrder(operand) && isOwnOrder(result))) return undefined;
  return {
    op: 'reshape',
    attrs: { newShape: [...inOrder(to.shape, result)] },
    operands: [operand],
    results: [result],
  };
};
