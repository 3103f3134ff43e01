import type { Padding, ValueId } from '@tinyml/core';
import { activate } from './activation.ts';
import { type Json, LayerError, none, optionalNumber, padding, pair, single } from './config.ts';
import type { LayerCall, LayerKind } from './layer.ts';

const checkGroups = (config: Json): void => {
  if (optionalNumber(config, 'groups', 1) !== 1) throw new LayerError('groups other than 1 are not supported');
};

const checkWindow = (config: Json): void => {
  pair(config, 'strides', [1, 1]);
  pair(config, 'dilation_rate', [1, 1]);
  padding(config);
  checkGroups(config);
};

const usesBias = (config: Json): boolean => config['use_bias'] !== false;

const bias = (call: LayerCall): ValueId | null =>
  usesBias(call.config) ? call.place('bias', call.weight('bias'), [0]) : null;

const window = (config: Json) => ({
  padding: padding(config),
  strides: pair(config, 'strides', [1, 1]),
  dilations: pair(config, 'dilation_rate', [1, 1]),
  activation: none,
});

/** Kernel [kh, kw, c, o] → [o, kh, kw, c]. */
export const conv2d: LayerKind = {
  check: checkWindow,
  build: (call) => {
    const kernel = call.place('kernel', call.weight('kernel'), [3, 0, 1, 2]);
    return activate(call, call.emit('conv_2d', window(call.config), [call.input(), kernel, bias(call)]));
  },
};

/** Kernel [kh, kw, c, m] → [1, kh, kw, c·m]. */
const depthwiseNode = (call: LayerCall, role: string, biased: boolean): ValueId => {
  const kernel = call.weight(role, 'kernel');
  const [height = 0, width = 0, channels = 0, multiplier = 0] = kernel.shape;
  const filter = call.place(role, kernel, [0, 1, 2, 3], [1, height, width, channels * multiplier]);
  const attrs = { ...window(call.config), depthMultiplier: multiplier };
  return call.emit('depthwise_conv_2d', attrs, [call.input(), filter, biased ? bias(call) : null]);
};

export const depthwiseConv2d: LayerKind = {
  check: checkWindow,
  build: (call) => activate(call, depthwiseNode(call, 'depthwise_kernel', true)),
};

/** Depthwise without bias, then 1×1 with it. */
export const separableConv2d: LayerKind = {
  check: checkWindow,
  build: (call) => {
    const depthwise = depthwiseNode(call, 'depthwise_kernel', false);
    const pointwise = call.place('pointwise_kernel', call.weight('pointwise_kernel'), [3, 0, 1, 2]);
    const attrs = { padding: 'valid', strides: [1, 1], dilations: [1, 1], activation: none } as const;
    return activate(call, call.emit('conv_2d', attrs, [depthwise, pointwise, bias(call)], 'pointwise'));
  },
};

const transposedSize = (size: number, kernel: number, stride: number, same: boolean): number =>
  same ? size * stride : size * stride + Math.max(kernel - stride, 0);

/** Kernel [kh, kw, o, c] → [o, kh, kw, c]. */
export const conv2dTranspose: LayerKind = {
  check: (config) => {
    checkWindow(config);
    if (pair(config, 'dilation_rate', [1, 1]).some((rate) => rate !== 1))
      throw new LayerError('dilation is not supported');
    if (config['output_padding'] !== undefined && config['output_padding'] !== null)
      throw new LayerError('output_padding is not supported');
  },
  build: (call) => {
    const weight = call.weight('kernel');
    const [n = 1, height = 0, width = 0] = call.typeOf(call.input()).shape;
    const [kernelHeight = 0, kernelWidth = 0, outputs = 0] = weight.shape;
    const strides = pair(call.config, 'strides', [1, 1]);
    const pad = padding(call.config);
    const shape = [
      n,
      transposedSize(height, kernelHeight, strides[0], pad === 'same'),
      transposedSize(width, kernelWidth, strides[1], pad === 'same'),
      outputs,
    ];
    const operands = [
      call.ints('output_shape', [4], shape),
      call.place('kernel', weight, [2, 0, 1, 3]),
      call.input(),
      bias(call),
    ];
    return activate(call, call.emit('transpose_conv', { padding: pad, strides, activation: none }, operands));
  },
};

/** [n, l, c] → [n, 1, l, c] → conv_2d → [n, l', o]; kernel [k, c, o] → [o, 1, k, c]. */
export const conv1d: LayerKind = {
  check: (config) => {
    checkGroups(config);
    if (config['padding'] !== 'causal') padding(config);
    single(config, 'strides', 1);
    single(config, 'dilation_rate', 1);
  },
  build: (call) => {
    const { config } = call;
    const x = call.input();
    const [n = 1, length = 0, channels = 0] = call.typeOf(x).shape;
    if (call.typeOf(x).shape.length !== 3) throw new LayerError('its input does not have 3 dimensions');
    const weight = call.weight('kernel');
    const [size = 0, inner = 0, outputs = 0] = weight.shape;
    const dilation = single(config, 'dilation_rate', 1);
    const pad: Padding = config['padding'] === 'causal' ? [0, 0, (size - 1) * dilation, 0] : padding(config);
    const image = call.emit('reshape', { newShape: [n, 1, length, channels] }, [x], 'image');
    const attrs = {
      padding: pad,
      strides: [1, single(config, 'strides', 1)],
      dilations: [1, dilation],
      activation: none,
    } as const;
    const filter = call.place('kernel', weight, [2, 0, 1], [outputs, 1, size, inner]);
    const result = call.emit('conv_2d', attrs, [image, filter, bias(call)], 'conv');
    const [, , steps = 0] = call.typeOf(result).shape;
    return activate(call, call.emit('reshape', { newShape: [n, steps, outputs] }, [result], 'row'));
  },
};

/** Kernel [k, o] → [o, k]. */
export const dense: LayerKind = {
  build: (call) => {
    const x = call.input();
    const kernel = call.place('kernel', call.weight('kernel'), [1, 0]);
    const keepNumDims = call.typeOf(x).shape.length > 2;
    return activate(call, call.emit('fully_connected', { activation: none, keepNumDims }, [x, kernel, bias(call)]));
  },
};
