import type { KerasEntry, LayerCall, LayerKind, LayerOptions, Pair, Rank } from '@tinyml/formats';

type Weight = ReturnType<LayerCall['weight']>;

/** Keras's deconv_output_length: `own` is the output_padding of this axis, where there is one. */
const resultSize = (size: number, kernel: number, stride: number, same: boolean, own: number | undefined): number => {
  if (own !== undefined) return (size - 1) * stride + kernel - (same ? 2 * Math.floor(kernel / 2) : 0) + own;
  return same ? size * stride : size * stride + Math.max(kernel - stride, 0);
};

/** A kernel [kh, kw, …] whose taps lie `rates` apart, with zeros between. */
const dilated = ({ shape, values }: Weight, [down, across]: Pair): Weight => {
  if (down === 1 && across === 1) return { shape, values };
  const [height = 1, width = 1, ...rest] = shape;
  const inner = rest.reduce((product, size) => product * size, 1);
  const [high, wide] = [(height - 1) * down + 1, (width - 1) * across + 1];
  const spread = new Float32Array(high * wide * inner);
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++)
      for (let i = 0; i < inner; i++)
        spread[(row * down * wide + column * across) * inner + i] = values[(row * width + column) * inner + i] ?? 0;
  return { shape: [high, wide, ...rest], values: spread };
};

const outputPadding = (options: LayerOptions, rank: Rank): Pair | undefined => {
  const value: unknown = options.config['output_padding'] ?? undefined;
  if (value === undefined) return undefined;
  const list: readonly unknown[] = Array.isArray(value) ? value : rank === 1 ? [value] : [value, value];
  const counts = list.filter(
    (count): count is number => typeof count === 'number' && Number.isInteger(count) && count >= 0,
  );
  const [first = 0, second = 0] = counts;
  if (counts.length !== rank || list.length !== rank) throw options.problem('output_padding is not made of integers');
  return rank === 1 ? [0, first] : [first, second];
};

/** Kernel [kh, kw, o, c] → [o, kh, kw, c]. */
const transposed = (rank: Rank): LayerKind => ({
  variables: (options) => options.weighted('kernel'),
  check: (options) => {
    options.checkWindow(rank);
    outputPadding(options, rank);
  },
  build: (call) => {
    const { options } = call;
    const weight = dilated(call.kernel(rank, 'kernel'), options.perAxis('dilation_rate', rank, 1));
    const x = call.asImage(rank);
    const [n = 1, height = 0, width = 0] = call.typeOf(x).shape;
    const [kernelHeight = 0, kernelWidth = 0, outputs = 0] = weight.shape;
    const strides = options.perAxis('strides', rank, 1);
    const own = outputPadding(options, rank);
    const padding = options.padding();
    const same = padding === 'same';
    const shape = [
      n,
      rank === 1 ? 1 : resultSize(height, kernelHeight, strides[0], same, own?.[0]),
      resultSize(width, kernelWidth, strides[1], same, own?.[1]),
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
