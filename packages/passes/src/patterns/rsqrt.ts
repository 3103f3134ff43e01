import type { PatternRule } from './pattern-rule.ts';

export const rsqrt: PatternRule = {
  name: 'rsqrt',
  patterns: ['1 / sqrt(x)'],
  result: () => ({ op: 'rsqrt', operands: ['x'] }),
};
