import type { PatternRule } from '@tinyml/passes';

export const patterns: readonly PatternRule[] = [
  {
    patterns: ['maximum(x, slope * x)', 'clamp(x, 0, infinity) - slope * clamp(-x, 0, infinity)'],
    numbers: ['slope'],
    result(numbers) {
      const alpha = numbers('slope');
      return alpha > 0 && alpha < 1 ? { attrs: { alpha }, operands: ['x'] } : undefined;
    },
  },
];
