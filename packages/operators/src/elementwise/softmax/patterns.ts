import type { PatternRule } from '@tinyml/passes';

export const patterns: readonly PatternRule[] = [
  {
    patterns: ['exp(x - row_max(x)) / row_sum(exp(x - row_max(x)))', 'exp(x) / row_sum(exp(x))'],
    result: () => ({ attrs: { beta: 1 }, operands: ['x'] }),
  },
];
