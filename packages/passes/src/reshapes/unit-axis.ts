import {
  sameShape,
  traitsOf,
  type GraphView,
  type Node,
  type OperatorTable,
  type Shape,
  type ValueId,
} from '@tinyml/core';

/** A node that gives its operand one axis of size 1 more, or takes one away, and nothing else. */
export interface UnitAxis {
  readonly input: ValueId;
  readonly output: ValueId;
  readonly change: 'insert' | 'remove';
  /** Where the axis stands in the shape that has it. */
  readonly axis: number;
}

export const withAxis = (shape: Shape, axis: number): Shape => [...shape.slice(0, axis), 1, ...shape.slice(axis)];

/** The axis of size 1 without which `wide` is `narrow`: the height of a series, where that is one of several. */
const axisBetween = (wide: Shape, narrow: Shape): number | undefined =>
  [1, ...wide.keys()].find((axis) => wide[axis] === 1 && sameShape(withAxis(narrow, axis), wide));

/** What `node` does where that is all; undefined for other nodes. */
export const unitAxisOf = (
  node: Node | undefined,
  view: Pick<GraphView, 'type'>,
  operators: OperatorTable,
): UnitAxis | undefined => {
  if (node === undefined || traitsOf(operators, node.op).keepsOrder !== true) return undefined;
  const [input] = node.inputs;
  const [output] = node.outputs;
  if (input == null || output === undefined) return undefined;
  const [from, to] = [view.type(input), view.type(output)];
  if (from.quant?.axis !== undefined) return undefined;
  for (const [change, axis] of [
    ['insert', axisBetween(to.shape, from.shape)],
    ['remove', axisBetween(from.shape, to.shape)],
  ] as const)
    if (axis !== undefined) return { input, output, change, axis };
  return undefined;
};
