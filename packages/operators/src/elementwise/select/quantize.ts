import type { QuantRule } from '@tinyml/passes';

export const quantize: QuantRule = { operands: ['plain', 'activation', 'activation'], sameScale: true };
