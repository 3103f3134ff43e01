import type { PatternRule } from '@tinyml/passes';

export const patterns: readonly PatternRule[] = [
  { patterns: ['x * clamp(x + 3, 0, 6) / 6', 'x * clamp(x / 6 + 0.5, 0, 1)', 'x * clamp((x + 3) / 6, 0, 1)'] },
];
