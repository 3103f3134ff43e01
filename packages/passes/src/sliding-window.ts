import { traitsOf, type Node, type OperatorTable, type Padding, type Pair, type Shape } from '@tinyml/core';
import type { SlidingFilter } from './padding-sides.ts';

/** How a node slides a window over height and width of its input. */
export interface SlidingWindow extends SlidingFilter {
  readonly padding: Padding;
}

/** What an operator with a window has as attributes; `filter` where the window is not a filter of weights. */
interface WindowAttributes {
  readonly padding?: unknown;
  readonly strides?: unknown;
  readonly dilations?: unknown;
  readonly filter?: unknown;
}

const areNumbers = (value: unknown, count: number): value is readonly number[] =>
  Array.isArray(value) && value.length === count && value.every((one) => typeof one === 'number');

const isPair = (value: unknown): value is Pair => areNumbers(value, 2);

const isPadding = (value: unknown): value is Padding => value === 'same' || value === 'valid' || areNumbers(value, 4);

/** The node's window; `shapeOf`: the shape of one of its operands. undefined: it has none, or another kind. */
export const slidingWindowOf = (
  node: Node,
  operators: OperatorTable,
  shapeOf: (position: number) => Shape | undefined,
): SlidingWindow | undefined => {
  const { weighted, window } = traitsOf(operators, node.op);
  if (window === undefined) return undefined;
  const { padding, strides, dilations = [1, 1], filter }: WindowAttributes = node.attrs;
  const [, height, width] = (weighted && shapeOf(weighted.filter)) ?? [];
  const size = window === 'attribute' ? filter : [height, width];
  return isPair(size) && isPair(strides) && isPair(dilations) && isPadding(padding)
    ? { size, strides, dilations, padding }
    : undefined;
};
