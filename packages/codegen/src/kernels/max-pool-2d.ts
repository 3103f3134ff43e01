import { poolingKernel } from './pooling.ts';

export const maxPool2dF32 = poolingKernel('max_pool_2d', 'f32', { perMac: 6, perOutput: 7, fixed: 200 });
export const maxPool2dS8 = poolingKernel('max_pool_2d', 's8', { perMac: 7.7, perOutput: 30, fixed: 200 });
export const maxPool2dS8Dsp = poolingKernel(
  'max_pool_2d',
  's8_dsp',
  { perMac: 2.2, perOutput: 7, fixed: 200 },
  { perMac: 1.5, perOutput: 1, fixed: 200 },
);
