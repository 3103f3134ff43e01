import { poolingKernel } from './pooling.ts';

export const averagePool2dF32 = poolingKernel('average_pool_2d', 'f32');
export const averagePool2dS8 = poolingKernel('average_pool_2d', 's8');
export const averagePool2dS8Dsp = poolingKernel('average_pool_2d', 's8_dsp');
