import { poolingKernel, poolingKernels, type PoolingKind } from '../kernels/pooling.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';
import { rates } from './kernel-rates.ts';

const kind: PoolingKind = { op: 'max_pool_2d', rates, floats: 0.3, square: true };

export const kernels = withSizes(sizes, [...poolingKernels(kind), poolingKernel(kind, 's8_mve')]);
