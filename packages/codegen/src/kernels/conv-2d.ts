import { elementCount } from '@tinyml/core';
import { convolution, type ConvolutionKind } from './convolution-kernel.ts';

const kind: ConvolutionKind<'conv_2d'> = {
  op: 'conv_2d',
  axis: 0,
  taps: ({ shape }) => elementCount(shape.slice(1)),
  walk: { channels: 4 },
  asymmetric: ({ quant }) => (quant?.scale.length ?? 1) > 1,
};

export const conv2dF32 = convolution(kind, 'f32', { perMac: 2.75, perOutput: 45, fixed: 300, ratio: 2.2 });
export const conv2dF32F16w = convolution(kind, 'f32_f16w', { perMac: 6, perOutput: 45, fixed: 300 });
export const conv2dHybrid = convolution(kind, 'hybrid', { perMac: 4.2, perOutput: 55, fixed: 600 });
export const conv2dS8 = convolution(kind, 's8', { perMac: 3.05, perOutput: 65, fixed: 300 });
