import type { PatternRule } from './pattern-rule.ts';

export const leakyRelu: PatternRule = {
  name: 'leaky_relu',
  patterns: ['maximum(x, slope * x)', 'clamp(x, 0, infinity) - slope * clamp(-x, 0, infinity)'],
  numbers: ['slope'],
  result(numbers) {
    const alpha = numbers('slope');
    return alpha > 0 && alpha < 1 ? { op: 'leaky_relu', attrs: { alpha }, operands: ['x'] } : undefined;
  },
};
