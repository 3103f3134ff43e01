import type { PatternRule } from '@tinyml/passes';

/** The operator divides by 1e-6 at least: a bound of the square at 1e-12 or none is the same for other rows than those of zeros. */
export const patterns: readonly PatternRule[] = [
  {
    patterns: [
      'x / sqrt(maximum(row_sum(x * x), 1e-12))',
      'x * rsqrt(maximum(row_sum(x * x), 1e-12))',
      'x / maximum(sqrt(row_sum(x * x)), 1e-6)',
    ],
    result: () => ({ attrs: { activation: 'none' }, operands: ['x'] }),
  },
];
