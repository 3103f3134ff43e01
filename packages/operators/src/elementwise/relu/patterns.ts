import type { PatternRule } from '@tinyml/passes';

export const patterns: readonly PatternRule[] = [{ patterns: ['maximum(x, 0)'] }];
