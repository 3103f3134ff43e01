import type { Kernel } from '@tinyml/core';
import { poolingKernel } from '../kernels/pooling.ts';

export const kernels: readonly Kernel[] = (['f32', 's16', 's8', 's8_dsp'] as const).map((form) =>
  poolingKernel('average_pool_2d', form),
);
