import { convolution, type ConvolutionKind } from '../../kernels/convolution-kernel.ts';
import { rates } from './kernel-rates.ts';

const kind: ConvolutionKind = {
  op: 'depthwise_conv_2d',
  rates,
  axis: 3,
  taps: ({ shape }) => (shape[1] as number) * (shape[2] as number),
  walk: { channels: 1, depthwise: true },
  asymmetric: () => true,
};

export const depthwiseConv2dF32 = convolution(kind, 'f32');
export const depthwiseConv2dF32F16w = convolution(kind, 'f32_f16w');
export const depthwiseConv2dHybrid = convolution(kind, 'hybrid');
export const depthwiseConv2dS16 = convolution(kind, 's16');
export const depthwiseConv2dS16Wide = convolution(kind, 's16_wide');
export const depthwiseConv2dS8 = convolution(kind, 's8');
export const depthwiseConv2dU8 = convolution(kind, 'u8');
