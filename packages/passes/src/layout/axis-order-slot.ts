import { defineSlot, type GraphView, type Node, type OpName, type Tensor } from '@tinyml/core';
import { rules, type AxisOrder } from '@tinyml/core/internal';
import { orderByTraits } from './order-by-traits.ts';

/** Where a node meets a tensor whose axes stand in another order. */
export interface OrderPlace {
  readonly side: 'operand' | 'result';
  readonly index: number;
}

/** A node that computes the same on tensors whose axes stand in other orders. */
export interface Reordered {
  /** Default: the node's own. */
  readonly op?: OpName;
  readonly attrs?: Node['attrs'];
  /** For each operand the order in which it is read, or a constant in its place; undefined: as it is. */
  readonly operands: readonly (AxisOrder | Tensor | undefined)[];
  /** For each result the order in which it comes; undefined: as it is. */
  readonly results: readonly (AxisOrder | undefined)[];
  /** Sums of numbers are taken in another order, which rounds otherwise in float. */
  readonly resums?: true;
}

/**
 * `node` where the tensor at `place` has its axes in `order` (`order[i]`: which of the node's axes stands at i); undefined:
 * it cannot compute on that.
 */
export type AxisOrderRule = (
  node: Node,
  place: OrderPlace,
  order: AxisOrder,
  view: Pick<GraphView, 'type' | 'constant'>,
) => Reordered | undefined;

declare module '@tinyml/core' {
  interface OperatorSlots {
    readonly axisOrder: AxisOrderRule;
  }
}

const orders = rules.listOf(rules.optional(rules.anything));

export const axisOrderSlot = defineSlot<AxisOrderRule>({
  name: 'axisOrder',
  summary: 'how it computes on tensors whose axes stand in another order',
  rules: { entry: rules.fn, answers: { '': rules.optional(rules.fields({ operands: orders, results: orders })) } },
  fallback: orderByTraits,
});
