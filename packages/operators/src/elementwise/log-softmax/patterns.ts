import type { PatternRule } from '@tinyml/passes';

export const patterns: readonly PatternRule[] = [
  {
    patterns: ['x - row_max(x) - log(row_sum(exp(x - row_max(x))))', 'x - log(row_sum(exp(x)))', 'log(softmax(x))'],
  },
];
