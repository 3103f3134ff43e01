import type { Node } from '@tinyml/core';
import type { Range } from './affine.ts';
import type { QuantRule, Role } from './quantize-slot.ts';

export const roleOf = (rule: QuantRule, position: number): Role =>
  rule.operands[Math.min(position, rule.operands.length - 1)] ?? 'plain';

/** Positions of the operands with this role that are present. */
export const operandsOf = (node: Node, rule: QuantRule, role: Role): number[] =>
  node.inputs.flatMap((id, position) => (id !== null && roleOf(rule, position) === role ? [position] : []));

/** The greatest of int8's 256 steps is one step below the end: [0, 255/256] at scale 1/256 for a result in 0 … 1. */
export const fixedRange = ({ resultRange }: QuantRule): Range | undefined => {
  if (resultRange === undefined) return undefined;
  const [least, below] = resultRange;
  return [least, below - (below - least) / 256];
};
