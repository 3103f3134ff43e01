import type { LayerKind, Rank } from '../layer.ts';
import type { KerasEntry } from '../slot.ts';

const attrs = { padding: 'valid', strides: [1, 1], dilations: [1, 1], activation: 'none' } as const;

/** Depthwise without bias, then 1×1 with it. */
const separable = (rank: Rank): LayerKind => ({
  variables: (options) => options.weighted('depthwise_kernel', 'pointwise_kernel'),
  check: (options) => {
    options.checkWindow(rank);
  },
  build: (call) => {
    const kernel = call.kernel(rank, 'depthwise_kernel', 'kernel');
    const [height = 0, width = 0, channels = 0, depthMultiplier = 0] = kernel.shape;
    const x = call.asImage(rank);
    const filter = call.place('depthwise_kernel', kernel, [0, 1, 2, 3], [1, height, width, channels * depthMultiplier]);
    const window = { ...call.options.window(rank, width), depthMultiplier };
    const middle = call.emit('depthwise_conv_2d', window, [x, filter, null]);
    const pointwise = call.place('pointwise_kernel', call.kernel(rank, 'pointwise_kernel'), [3, 0, 1, 2]);
    const result = call.emit('conv_2d', attrs, [middle, pointwise, call.bias()], 'pointwise');
    return call.asSeries(rank, call.activate(result));
  },
});

export const separableConvolution: KerasEntry = {
  layers: { SeparableConv1D: separable(1), SeparableConv2D: separable(2) },
  described: ({ filters, multiplier, weighted, window }) => ({
    'separable-conv2d': {
      className: 'SeparableConv2D',
      summary: 'depthwise, then 1×1: a cheap convolution',
      options: { filters, ...window, 'depth-multiplier': multiplier, ...weighted },
      required: ['filters', 'kernel-size'],
      weights: ({ options, channels }) => {
        const input = channels('height', 'width');
        const middle = options.number('depth_multiplier', 1);
        const output = options.number('filters', 1);
        return {
          depthwise_kernel: { shape: [...options.pair('kernel_size'), input, middle], initial: 'drawn' },
          pointwise_kernel: { shape: [1, 1, input * middle, output], initial: 'drawn' },
          bias: { shape: [output], initial: 0 },
        };
      },
    },
  }),
};
