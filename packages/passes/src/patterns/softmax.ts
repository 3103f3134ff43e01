import type { PatternRule } from './pattern-rule.ts';

export const softmax: PatternRule = {
  name: 'softmax',
  patterns: ['exp(x - row_max(x)) / row_sum(exp(x - row_max(x)))', 'exp(x) / row_sum(exp(x))'],
  result: () => ({ op: 'softmax', attrs: { beta: 1 }, operands: ['x'] }),
};
