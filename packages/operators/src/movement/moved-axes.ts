import type { GraphView, Node, Tensor } from '@tinyml/core';
import type { AxisOrder } from '@tinyml/core/internal';
import type { AxisOrderRule, Reordered } from '@tinyml/passes';

type View = Pick<GraphView, 'type' | 'constant'>;

/** What a node is told otherwise where its axes stand in another order. */
export interface Told {
  readonly attrs?: Node['attrs'];
  /** Constants in the place of operands. */
  readonly constants?: Readonly<Record<number, Tensor>>;
}

/** A constant operand that gives sizes or positions. */
export const integers = (values: readonly number[], shape: readonly number[] = [values.length]): Tensor => ({
  type: { dtype: 'int32', shape },
  data: Int32Array.from(values),
});

export const numbersOf = (view: View, id: string | null | undefined): readonly number[] | undefined => {
  const constant = view.constant(id);
  return constant && Array.from(constant.data as Int32Array, Number);
};

/** The order of the axes that are left without `axes`, as they are numbered then. */
export const withoutAxes = (order: AxisOrder, axes: readonly number[]): AxisOrder => {
  const left = order.filter((axis) => !axes.includes(axis));
  return left.map((axis) => axis - axes.filter((gone) => gone < axis).length);
};

/** The reverse: the order with `axes` at its end. */
export const withAxesAtEnd = (order: AxisOrder, axes: readonly number[]): AxisOrder => {
  const left = Array.from({ length: order.length + axes.length }, (_, axis) => axis).filter((a) => !axes.includes(a));
  return [...order.map((axis) => left[axis] as number), ...axes];
};

/** Operands in one order, other operands as they are or as constants say. */
export const operandsOf = (
  node: Node,
  data: readonly number[],
  order: AxisOrder,
  constants: Told['constants'] = {},
): Reordered['operands'] => node.inputs.map((_, i) => (data.includes(i) ? order : constants[i]));

/** The operands `data` and all results have the same axes, and so one order; what else the node is told goes by that order. */
export const sameAxes =
  (
    data: (node: Node) => readonly number[],
    told: (node: Node, order: AxisOrder, view: View) => Told | undefined,
  ): AxisOrderRule =>
  (node, place, order, view) => {
    const shared = data(node);
    if (place.side === 'operand' && !shared.includes(place.index)) return undefined;
    const says = told(node, order, view);
    return (
      says && {
        ...(says.attrs && { attrs: says.attrs }),
        operands: operandsOf(node, shared, order, says.constants),
        results: node.outputs.map(() => order),
      }
    );
  };

/** Its first operand and its results; what it computes goes along the last axis, which stays the last. */
export const alongLastAxis: AxisOrderRule = sameAxes(
  () => [0],
  (_, order) => (order.at(-1) === order.length - 1 ? {} : undefined),
);

/** The results lack some axes of the operand at `data`. */
export const droppedAxes =
  (
    data: number,
    axesOf: (node: Node, view: View) => readonly number[] | undefined,
    told: (node: Node, order: AxisOrder, view: View) => Told | undefined,
  ): AxisOrderRule =>
  (node, place, order, view) => {
    const axes = axesOf(node, view);
    if (axes === undefined || (place.side === 'operand' && place.index !== data)) return undefined;
    const operand = place.side === 'operand' ? order : withAxesAtEnd(order, axes);
    const says = told(node, operand, view);
    const result = withoutAxes(operand, axes);
    return (
      says && {
        ...(says.attrs && { attrs: says.attrs }),
        operands: operandsOf(node, [data], operand, says.constants),
        results: node.outputs.map(() => result),
      }
    );
  };

const rankOf = (node: Node, view: View, data: number): number => {
  const id = node.inputs[data];
  return id == null ? 0 : view.type(id).shape.length;
};

/** One axis that the operand at `axisAt` names, of the operand at `data`. */
export const axisOperand = (node: Node, view: View, axisAt: number, data: number): number | undefined => {
  const axis = numbersOf(view, node.inputs[axisAt])?.[0];
  return axis === undefined || axis >= 0 ? axis : axis + rankOf(node, view, data);
};

/** The results have the axes of the operand at `data`; it computes along one that the operand at `axisAt` names. */
export const alongAxisOperand = (data: number, axisAt: number): AxisOrderRule =>
  sameAxes(
    () => [data],
    (node, order, view) => {
      const axis = axisOperand(node, view, axisAt, data);
      const shape = view.constant(node.inputs[axisAt])?.type.shape;
      return axis === undefined ? undefined : { constants: { [axisAt]: integers([order.indexOf(axis)], shape) } };
    },
  );

/** As `alongAxisOperand`, of an operator whose results lack that axis. */
export const withoutAxisOperand = (data: number, axisAt: number): AxisOrderRule =>
  droppedAxes(
    data,
    (node, view) => {
      const axis = axisOperand(node, view, axisAt, data);
      return axis === undefined ? undefined : [axis];
    },
    (node, order, view) => {
      const shape = view.constant(node.inputs[axisAt])?.type.shape;
      const axis = axisOperand(node, view, axisAt, data) ?? 0;
      return { constants: { [axisAt]: integers([order.indexOf(axis)], shape) } };
    },
  );
