import type { Node, ValueId } from '@tinyml/core';

/** Nodes that one kernel runs. */
export interface Unit {
  readonly nodes: readonly Node[];
  /** What the first node reads, then the followers' other operands: the numbers that a call's arguments name. */
  readonly inputs: readonly (ValueId | null)[];
  /** The last node's results. */
  readonly outputs: readonly ValueId[];
}

/** What belongs to a unit is named after its first node, which has the weights. */
export const unitName = ({ nodes }: Unit): string => (nodes[0] as Node).id;
