import type { KerasEntry, LayerKind, Rank } from '@tinyml/formats';

/** Kernel [kh, kw, c, o] → [o, kh, kw, c]. */
const convolution = (rank: Rank): LayerKind => ({
  variables: (options) => options.weighted('kernel'),
  check: (options) => {
    options.checkWindow(rank, 'grouped');
  },
  build: (call) => {
    const weight = call.kernel(rank, 'kernel');
    const x = call.asImage(rank);
    const kernel = call.place('kernel', weight, [3, 0, 1, 2]);
    const result = call.emit('conv_2d', call.options.window(rank, weight.shape[1] ?? 1), [x, kernel, call.bias()]);
    return call.asSeries(rank, call.activate(result));
  },
});

export const keras: KerasEntry = {
  layers: { Conv1D: convolution(1), Conv2D: convolution(2) },
  described: ({ filters, padding, weighted, whole, window }) => ({
    conv1d: {
      className: 'Conv1D',
      summary: 'convolution of a sequence [length, channels]',
      required: ['filters', 'kernel-size'],
      options: {
        filters,
        'kernel-size': whole('length of the window', 3),
        strides: whole('steps of the window; default: 1', 2),
        padding: padding('causal'),
        'dilation-rate': whole('distance between taps; default: 1', 2),
        ...weighted,
      },
      weights: ({ options, channels }) => {
        const outputs = options.number('filters', 1);
        return {
          kernel: { shape: [options.whole('kernel_size', 1), channels('length'), outputs], initial: 'drawn' },
          bias: { shape: [outputs], initial: 0 },
        };
      },
    },
    conv2d: {
      className: 'Conv2D',
      summary: 'convolution of an image [height, width, channels]',
      options: { filters, ...window, ...weighted },
      required: ['filters', 'kernel-size'],
      weights: ({ options, channels }) => {
        const outputs = options.number('filters', 1);
        const shape = [...options.pair('kernel_size'), channels('height', 'width'), outputs];
        return { kernel: { shape, initial: 'drawn' }, bias: { shape: [outputs], initial: 0 } };
      },
    },
  }),
};
