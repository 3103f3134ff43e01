import { convolution, type ConvolutionKind } from './convolution-kernel.ts';

const kind: ConvolutionKind<'depthwise_conv_2d'> = {
  op: 'depthwise_conv_2d',
  axis: 3,
  taps: ({ shape }) => (shape[1] as number) * (shape[2] as number),
  walk: { channels: 1, depthwise: true },
  // Where several results share an input channel, each is summed by itself.
  slower: ({ x, channels }) => (channels > (x.shape[3] as number) ? 1.8 : 1),
  asymmetric: () => true,
};

export const depthwiseConv2dF32 = convolution(kind, 'f32', { perMac: 4.5, perOutput: 21, fixed: 300 });
export const depthwiseConv2dF32F16w = convolution(kind, 'f32_f16w', { perMac: 8, perOutput: 25, fixed: 300 });
export const depthwiseConv2dHybrid = convolution(kind, 'hybrid', { perMac: 5.5, perOutput: 85, fixed: 600 });
export const depthwiseConv2dS8 = convolution(kind, 's8', { perMac: 5.5, perOutput: 58, fixed: 300 });
