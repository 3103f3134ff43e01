import { poolingKernels } from '../kernels/pooling.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';
import { rates } from './kernel-rates.ts';

export const kernels = withSizes(sizes, poolingKernels({ op: 'max_pool_2d', rates, floats: 0.3, square: true }));
