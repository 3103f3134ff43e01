import type { QuantRule } from '@tinyml/passes';

export const quantize: QuantRule = {
  operands: ['activation', 'weight', 'bias'],
  weightAxisOnRequest: 0,
  hybrid: true,
};
