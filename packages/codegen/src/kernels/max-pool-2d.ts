import { poolingKernel } from './pooling.ts';

export const maxPool2dF32 = poolingKernel('max_pool_2d', 'f32', { perMac: 9, perOutput: 30, fixed: 200 });
export const maxPool2dS8 = poolingKernel('max_pool_2d', 's8', { perMac: 7, perOutput: 30, fixed: 200 });
