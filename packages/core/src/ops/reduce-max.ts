import { foldingOperator } from '../op/folding-reduction.ts';

export const reduceMax = foldingOperator('reduce_max', 'greatest value along axes', (a, b) => Math.max(a, b), true);
