import { poolingKernel } from '../kernels/pooling.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';
import { rates } from './kernel-rates.ts';

export const kernels = withSizes(
  sizes,
  (['f32', 's16', 's8', 's8_dsp'] as const).map((form) => poolingKernel('average_pool_2d', form, rates)),
);
