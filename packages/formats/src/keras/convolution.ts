import type { ValueId } from '@tinyml/core';
import { activate } from './activation.ts';
import { LayerError, none, padding } from './config.ts';
import type { LayerCall, LayerKind } from './layer.ts';
import { imageOf, seriesOf } from './series.ts';
import { checkWindow, kernelOf, perAxis, windowOf, type Rank } from './windows.ts';

const bias = (call: LayerCall): ValueId | null =>
  call.config['use_bias'] === false ? null : call.place('bias', call.weight('bias'), [0]);

/** The input as an image. */
const image = (call: LayerCall, rank: Rank): ValueId => (rank === 1 ? imageOf(call, call.input()) : call.input());

/** The layer's activation of `y`, in as many dimensions as the layer has. */
const finish = (call: LayerCall, rank: Rank, y: ValueId): ValueId => {
  const result = activate(call, y);
  return rank === 1 ? seriesOf(call, result) : result;
};

/** Kernel [kh, kw, c, o] → [o, kh, kw, c]. */
export const convolution = (rank: Rank): LayerKind => ({
  check: checkWindow(rank),
  build: (call) => {
    const weight = kernelOf(call.weight('kernel'), rank);
    const x = image(call, rank);
    const kernel = call.place('kernel', weight, [3, 0, 1, 2]);
    return finish(call, rank, call.emit('conv_2d', windowOf(call.config, rank, weight.shape[1] ?? 1), [x, kernel, bias(call)])); // prettier-ignore
  },
});

/** Kernel [kh, kw, c, m] → [1, kh, kw, c·m]. */
const depthwiseNode = (call: LayerCall, rank: Rank, biased: boolean): ValueId => {
  const role = 'depthwise_kernel';
  const kernel = kernelOf(call.weight(role, 'kernel'), rank);
  const [height = 0, width = 0, channels = 0, multiplier = 0] = kernel.shape;
  const x = image(call, rank);
  const filter = call.place(role, kernel, [0, 1, 2, 3], [1, height, width, channels * multiplier]);
  const attrs = { ...windowOf(call.config, rank, width), depthMultiplier: multiplier };
  return call.emit('depthwise_conv_2d', attrs, [x, filter, biased ? bias(call) : null]);
};

export const depthwise = (rank: Rank): LayerKind => ({
  check: checkWindow(rank),
  build: (call) => finish(call, rank, depthwiseNode(call, rank, true)),
});

/** Depthwise without bias, then 1×1 with it. */
export const separable = (rank: Rank): LayerKind => ({
  check: checkWindow(rank),
  build: (call) => {
    const middle = depthwiseNode(call, rank, false);
    const pointwise = call.place('pointwise_kernel', kernelOf(call.weight('pointwise_kernel'), rank), [3, 0, 1, 2]);
    const attrs = { padding: 'valid', strides: [1, 1], dilations: [1, 1], activation: none } as const;
    return finish(call, rank, call.emit('conv_2d', attrs, [middle, pointwise, bias(call)], 'pointwise'));
  },
});

const transposedSize = (size: number, kernel: number, stride: number, same: boolean): number =>
  same ? size * stride : size * stride + Math.max(kernel - stride, 0);

/** Kernel [kh, kw, o, c] → [o, kh, kw, c]. */
export const transposed = (rank: Rank): LayerKind => ({
  check: (config) => {
    checkWindow(rank)(config);
    if (perAxis(config, 'dilation_rate', rank, 1).some((rate) => rate !== 1))
      throw new LayerError('dilation is not supported');
    if (config['output_padding'] !== undefined && config['output_padding'] !== null)
      throw new LayerError('output_padding is not supported');
  },
  build: (call) => {
    const weight = kernelOf(call.weight('kernel'), rank);
    const x = image(call, rank);
    const [n = 1, height = 0, width = 0] = call.typeOf(x).shape;
    const [kernelHeight = 0, kernelWidth = 0, outputs = 0] = weight.shape;
    const strides = perAxis(call.config, 'strides', rank, 1);
    const pad = padding(call.config);
    const shape = [
      n,
      transposedSize(height, kernelHeight, strides[0], pad === 'same'),
      transposedSize(width, kernelWidth, strides[1], pad === 'same'),
      outputs,
    ];
    const operands = [call.ints('output_shape', [4], shape), call.place('kernel', weight, [2, 0, 1, 3]), x, bias(call)];
    return finish(call, rank, call.emit('transpose_conv', { padding: pad, strides, activation: none }, operands));
  },
});

/** Kernel [k, o] → [o, k]. */
export const dense: LayerKind = {
  pointwise: true,
  anyRank: true,
  build: (call) => {
    const x = call.input();
    const kernel = call.place('kernel', call.weight('kernel'), [1, 0]);
    const keepNumDims = call.typeOf(x).shape.length > 2;
    return activate(call, call.emit('fully_connected', { activation: none, keepNumDims }, [x, kernel, bias(call)]));
  },
};

/** Rows of a table, by number. */
export const embedding: LayerKind = {
  check: (config) => {
    if (config['mask_zero'] === true)
      throw new LayerError('mask_zero=True is not supported', 'build the model with mask_zero=False');
  },
  build: (call) => {
    const x = call.input();
    const { dtype } = call.typeOf(x);
    if (dtype !== 'int32')
      throw new LayerError(
        `its indices are ${dtype}, not int32`,
        "give the input its type: keras.Input(shape, dtype='int32')",
      );
    const table = call.place('embeddings', call.weight('embeddings'), [0, 1]);
    return call.emit('gather', { axis: 0, batchDims: 0 }, [table, x]);
  },
};
