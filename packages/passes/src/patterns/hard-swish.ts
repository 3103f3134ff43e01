import type { PatternRule } from './pattern-rule.ts';

export const hardSwish: PatternRule = {
  name: 'hard_swish',
  patterns: ['x * clamp(x + 3, 0, 6) / 6', 'x * clamp(x / 6 + 0.5, 0, 1)', 'x * clamp((x + 3) / 6, 0, 1)'],
  result: () => ({ op: 'hard_swish', operands: ['x'] }),
};
