import { type KernelOperand, type KernelRequest, type Node, type TensorData, isNode } from '@tinyml/core';

/**
 * The filters of one-channel images, [o, h, w, 1] ↔ [1, h, w, o]: from one filter after the other to tap by tap, or back.
 * `from`: the axis of the filters, the first or the last one; `to`: the other end.
 */
const exchangeEnds = (filter: KernelOperand, from: 0 | 3, to: 0 | 3): KernelOperand => {
  const [first, height, width, last] = filter.type.shape as readonly [number, number, number, number];
  const { quant } = filter.type;
  const type = {
    ...filter.type,
    shape: [last, height, width, first],
    ...(quant?.axis === undefined ? {} : { quant: { ...quant, axis: to } }),
  };
  const stored = filter.constant as Exclude<TensorData, BigInt64Array>;
  // A matrix of filters and taps, transposed.
  const columns = from === 0 ? height * width : last;
  const rows = stored.length / columns;
  const constant = stored.map((_, i) => stored[(i % rows) * columns + Math.floor(i / rows)] as number);
  return { ...filter, type, constant };
};

/**
 * Convolutions of an image with one channel that are not hybrid are depthwise convolutions, and the other way round:
 * the same sums, rounded alike, only the filters lie as [o, h, w, 1] or as [1, h, w, o].
 */
const oneChannel = (request: KernelRequest): readonly KernelRequest[] => {
  const { node, inputs } = request;
  const [x, filter, ...rest] = inputs;
  if (x == null || filter?.constant === undefined || x.type.shape[3] !== 1) return [];
  if (x.type.dtype === 'float32' && filter.type.dtype !== 'float32' && filter.type.dtype !== 'float16') return [];
  if (isNode(node, 'conv_2d')) {
    const depthMultiplier = filter.type.shape[0] as number;
    const depthwise: Node<'depthwise_conv_2d'> = {
      ...node,
      op: 'depthwise_conv_2d',
      attrs: { ...node.attrs, depthMultiplier },
    };
    return [{ ...request, node: depthwise, inputs: [x, exchangeEnds(filter, 0, 3), ...rest] }];
  }
  if (!isNode(node, 'depthwise_conv_2d')) return [];
  const { depthMultiplier: _, ...attrs } = node.attrs;
  const convolution: Node<'conv_2d'> = { ...node, op: 'conv_2d', attrs };
  return [{ ...request, node: convolution, inputs: [x, exchangeEnds(filter, 3, 0), ...rest] }];
};

/** The node as it is, and as other operators that compute the same bits: each may have the better kernel. */
export const readingsOf = (request: KernelRequest): readonly KernelRequest[] => [request, ...oneChannel(request)];
