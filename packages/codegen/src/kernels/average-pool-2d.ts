import { poolingKernel } from './pooling.ts';

export const averagePool2dF32 = poolingKernel('average_pool_2d', 'f32', { perMac: 6, perOutput: 35, fixed: 200 });
export const averagePool2dS8 = poolingKernel('average_pool_2d', 's8', { perMac: 6, perOutput: 40, fixed: 200 });
export const averagePool2dS8Dsp = poolingKernel('average_pool_2d', 's8_dsp', {
  perMac: 2.2,
  perOutput: 40,
  fixed: 200,
});
