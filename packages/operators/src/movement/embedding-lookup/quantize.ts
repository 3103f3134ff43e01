import type { QuantRule } from '@tinyml/passes';

/** The table is weights; nothing else is real. */
export const quantize: QuantRule = { operands: ['plain', 'weight'], weightAxis: 0, hybrid: true };
