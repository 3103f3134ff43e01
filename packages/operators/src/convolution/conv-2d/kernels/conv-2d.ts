import { elementCount } from '@tinyml/core';
import { convolution, type ConvolutionKind } from '../../kernels/convolution-kernel.ts';
import { rates } from './kernel-rates.ts';

const kind: ConvolutionKind = {
  op: 'conv_2d',
  rates,
  axis: 0,
  taps: ({ shape }) => elementCount(shape.slice(1)),
  walk: { channels: 4 },
  asymmetric: ({ quant }) => (quant?.scale.length ?? 1) > 1,
};

export const conv2dF32 = convolution(kind, 'f32');
export const conv2dF32F16w = convolution(kind, 'f32_f16w');
export const conv2dHybrid = convolution(kind, 'hybrid');
export const conv2dS16 = convolution(kind, 's16');
export const conv2dS16Wide = convolution(kind, 's16_wide');
export const conv2dS8 = convolution(kind, 's8');
export const conv2dU8 = convolution(kind, 'u8');
