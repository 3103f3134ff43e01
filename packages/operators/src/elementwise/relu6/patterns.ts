import type { PatternRule } from '@tinyml/passes';

export const patterns: readonly PatternRule[] = [
  { patterns: ['minimum(clamp(x, 0, infinity), 6)', 'clamp(minimum(x, 6), 0, infinity)'] },
];
