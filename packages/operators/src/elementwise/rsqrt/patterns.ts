import type { PatternRule } from '@tinyml/passes';

export const patterns: readonly PatternRule[] = [{ patterns: ['1 / sqrt(x)'] }];
