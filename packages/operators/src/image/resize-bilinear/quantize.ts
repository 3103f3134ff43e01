import type { QuantRule } from '@tinyml/passes';

export const quantize: QuantRule = { operands: ['activation', 'plain'], sameScale: true };
