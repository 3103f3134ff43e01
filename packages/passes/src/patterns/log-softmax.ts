import type { PatternRule } from './pattern-rule.ts';

export const logSoftmax: PatternRule = {
  name: 'log_softmax',
  patterns: ['x - row_max(x) - log(row_sum(exp(x - row_max(x))))', 'x - log(row_sum(exp(x)))', 'log(softmax(x))'],
  result: () => ({ op: 'log_softmax', operands: ['x'] }),
};
