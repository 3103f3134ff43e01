import type { Node } from '@tinyml/core';
import type { Range } from './affine.ts';
import type { QuantRule, Role } from './quantize-slot.ts';
import type { StoredType } from './stored-type.ts';

export const roleOf = (rule: QuantRule, position: number): Role =>
  rule.operands[Math.min(position, rule.operands.length - 1)] ?? 'plain';

/** Positions of the operands with this role that are present. */
export const operandsOf = (node: Node, rule: QuantRule, role: Role): number[] =>
  node.inputs.flatMap((id, position) => (id !== null && roleOf(rule, position) === role ? [position] : []));

/** Where the result lies whatever the data, or undefined where that depends on the data. */
export const fixedRange = ({ resultRange }: QuantRule, stored: StoredType): Range | undefined =>
  resultRange && stored.fixedRange(...resultRange);
