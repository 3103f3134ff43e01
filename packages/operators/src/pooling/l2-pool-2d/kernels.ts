import { noRates } from '../../kernel/kernel-cost.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { poolingKernel } from '../kernels/pooling.ts';
import { sizes } from './kernel-sizes.ts';

export const kernels = withSizes(sizes, [
  poolingKernel({ op: 'l2_pool_2d', rates: noRates, floats: 2, square: false }, 'f32'),
]);
