import { reduceKernel } from '../kernels/reduce.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';

export const kernels = withSizes(
  sizes,
  (['f32', 's8', 'u8', 's16', 's32', 's64'] as const).map((form) => reduceKernel('reduce_max', form)),
);
