import { foldingOperator } from '../op/folding-reduction.ts';

export const reduceMin = foldingOperator('reduce_min', 'least value along axes', (a, b) => Math.min(a, b), true);
