import { poolingKernel } from './pooling.ts';

export const maxPool2dF32 = poolingKernel('max_pool_2d', 'f32');
export const maxPool2dS8 = poolingKernel('max_pool_2d', 's8');
export const maxPool2dS8Dsp = poolingKernel('max_pool_2d', 's8_dsp');
