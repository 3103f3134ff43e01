import { defineSlot, none } from '@tinyml/core';
import { rules } from '@tinyml/core/internal';
import type { PatternRule } from './pattern-rule.ts';

declare module '@tinyml/core' {
  interface OperatorSlots {
    readonly patterns: readonly PatternRule[];
  }
}

const rule = rules.fields({
  patterns: rules.listOf(rules.text, 100),
  numbers: rules.optional(rules.listOf(rules.text, 100)),
  constants: rules.optional(rules.listOf(rules.text, 100)),
  result: rules.optional(rules.fn),
});

export const patternsSlot = defineSlot<readonly PatternRule[]>({
  name: 'patterns',
  summary: 'how networks write it out with several layers',
  rules: {
    entry: rules.listOf(rule, 100),
    answers: { result: rules.optional(rules.fields({ operands: rules.listOf(rules.anything, 100) })) },
  },
  fallback: () => none('no network is known to write it out'),
});
