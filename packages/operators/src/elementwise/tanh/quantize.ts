import type { QuantRule } from '@tinyml/passes';

export const quantize: QuantRule = { operands: ['activation'], resultRange: [-1, 1] };
