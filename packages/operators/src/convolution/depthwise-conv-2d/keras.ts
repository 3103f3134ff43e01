import type { KerasEntry, LayerKind, Rank } from '@tinyml/formats';

/** Kernel [kh, kw, c, m] → [1, kh, kw, c·m]. */
const depthwise = (rank: Rank): LayerKind => ({
  variables: (options) => options.weighted('depthwise_kernel'),
  check: (options) => {
    options.checkWindow(rank);
  },
  build: (call) => {
    const kernel = call.kernel(rank, 'depthwise_kernel', 'kernel');
    const [height = 0, width = 0, channels = 0, depthMultiplier = 0] = kernel.shape;
    const x = call.asImage(rank);
    const filter = call.place('depthwise_kernel', kernel, [0, 1, 2, 3], [1, height, width, channels * depthMultiplier]);
    const attrs = { ...call.options.window(rank, width), depthMultiplier };
    const result = call.emit('depthwise_conv_2d', attrs, [x, filter, call.bias()]);
    return call.asSeries(rank, call.activate(result));
  },
});

export const keras: KerasEntry = {
  layers: { DepthwiseConv1D: depthwise(1), DepthwiseConv2D: depthwise(2) },
  described: ({ multiplier, weighted, window }) => ({
    'depthwise-conv2d': {
      className: 'DepthwiseConv2D',
      summary: 'convolution of each channel by itself',
      options: { ...window, 'depth-multiplier': multiplier, ...weighted },
      required: ['kernel-size'],
      weights: ({ options, channels }) => {
        const [inputs, each] = [channels('height', 'width'), options.number('depth_multiplier', 1)];
        return {
          depthwise_kernel: { shape: [...options.pair('kernel_size'), inputs, each], initial: 'drawn' },
          bias: { shape: [inputs * each], initial: 0 },
        };
      },
    },
  }),
};
