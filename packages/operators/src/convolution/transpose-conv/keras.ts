import type { KerasEntry, LayerKind, Rank } from '@tinyml/formats';

const resultSize = (size: number, kernel: number, stride: number, same: boolean): number =>
  same ? size * stride : size * stride + Math.max(kernel - stride, 0);

/** Kernel [kh, kw, o, c] → [o, kh, kw, c]. */
const transposed = (rank: Rank): LayerKind => ({
  variables: (options) => options.weighted('kernel'),
  check: (options) => {
    options.checkWindow(rank);
    if (options.perAxis('dilation_rate', rank, 1).some((rate) => rate !== 1))
      throw options.problem('dilation is not supported');
    const own = options.config['output_padding'];
    if (own !== undefined && own !== null) throw options.problem('output_padding is not supported');
  },
  build: (call) => {
    const weight = call.kernel(rank, 'kernel');
    const x = call.asImage(rank);
    const [n = 1, height = 0, width = 0] = call.typeOf(x).shape;
    const [kernelHeight = 0, kernelWidth = 0, outputs = 0] = weight.shape;
    const strides = call.options.perAxis('strides', rank, 1);
    const padding = call.options.padding();
    const shape = [
      n,
      resultSize(height, kernelHeight, strides[0], padding === 'same'),
      resultSize(width, kernelWidth, strides[1], padding === 'same'),
      outputs,
    ];
    const operands = [
      call.ints('output_shape', [4], shape),
      call.place('kernel', weight, [2, 0, 1, 3]),
      x,
      call.bias(),
    ];
    const result = call.emit('transpose_conv', { padding, strides, activation: 'none' }, operands);
    return call.asSeries(rank, call.activate(result));
  },
});

export const keras: KerasEntry = {
  layers: { Conv1DTranspose: transposed(1), Conv2DTranspose: transposed(2) },
  described: ({ filters, padding, strides, weighted, window }) => ({
    'conv2d-transpose': {
      className: 'Conv2DTranspose',
      summary: 'transposed convolution: enlarges the image',
      required: ['filters', 'kernel-size'],
      options: { filters, 'kernel-size': window['kernel-size'], strides, padding: padding(), ...weighted },
      weights: ({ options, channels }) => {
        const outputs = options.number('filters', 1);
        const shape = [...options.pair('kernel_size'), outputs, channels('height', 'width')];
        return { kernel: { shape, initial: 'drawn' }, bias: { shape: [outputs], initial: 0 } };
      },
    },
  }),
};
