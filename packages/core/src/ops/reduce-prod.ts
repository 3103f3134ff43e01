import { foldingOperator } from '../op/folding-reduction.ts';

export const reduceProd = foldingOperator('reduce_prod', 'product along axes', (a, b) => a * b, false);
