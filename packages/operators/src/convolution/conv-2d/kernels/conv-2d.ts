import { elementCount } from '@tinyml/core';
import { convolution, type ConvolutionKind } from '../../kernels/convolution-kernel.ts';
import { groupsOf } from '../../groups.ts';
import { rates } from './kernel-rates.ts';

const whole: ConvolutionKind = {
  op: 'conv_2d',
  rates,
  axis: 0,
  taps: ({ shape }) => elementCount(shape.slice(1)),
  walk: { channels: 4 },
  asymmetric: ({ quant }) => (quant?.scale.length ?? 1) > 1,
};

/** One output channel at a time, which sees the channels of its group. */
const grouped: ConvolutionKind = {
  ...whole,
  name: 'tml_conv_2d_grouped',
  walk: { channels: 1 },
  fits: ({ x, filter }) => groupsOf(x, filter) > 1 || 'the convolution has one group',
  further: ({ x, filter }) => [{ c: String(groupsOf(x, filter)) }],
};

export const conv2dF32 = convolution(whole, 'f32');
export const conv2dF32F16w = convolution(whole, 'f32_f16w');
export const conv2dHybrid = convolution(whole, 'hybrid');
export const conv2dS16 = convolution(whole, 's16');
export const conv2dS16Wide = convolution(whole, 's16_wide');
export const conv2dS8 = convolution(whole, 's8');
export const conv2dU8 = convolution(whole, 'u8');

export const conv2dGrouped = (['f32', 'f32_f16w', 's16', 's16_wide', 's8'] as const).map((form) =>
  convolution(grouped, form),
);
