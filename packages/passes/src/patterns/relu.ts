import type { PatternRule } from './pattern-rule.ts';

export const relu: PatternRule = {
  name: 'relu',
  patterns: ['maximum(x, 0)'],
  result: () => ({ op: 'relu', operands: ['x'] }),
};

export const relu6: PatternRule = {
  name: 'relu6',
  patterns: ['minimum(clamp(x, 0, infinity), 6)', 'clamp(minimum(x, 6), 0, infinity)'],
  result: () => ({ op: 'relu6', operands: ['x'] }),
};
