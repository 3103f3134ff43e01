import type { KernelOperand, KernelRequest, Node, TensorData } from '@tinyml/core';

/** [a, …, b] → [b, …, a] for the filters of one-channel images: from one filter after the other to tap by tap, or back. */
const exchangeEnds = (filter: KernelOperand, from: number, to: number): KernelOperand => {
  const { shape, quant } = filter.type;
  const [rows, columns] = [
    shape[from] as number,
    filter.type.shape.reduce((a, b) => a * b, 1) / (shape[from] as number),
  ];
  const exchanged = [...shape];
  [exchanged[from], exchanged[to]] = [shape[to] as number, shape[from] as number];
  const type = {
    ...filter.type,
    shape: exchanged,
    ...(quant?.axis === undefined ? {} : { quant: { ...quant, axis: to } }),
  };
  const { constant } = filter;
  if (constant === undefined) return { ...filter, type };
  const data = constant.slice() as Exclude<TensorData, BigInt64Array>;
  const stored = constant as typeof data;
  const filtersFirst = from === 0;
  const [outer, inner] = filtersFirst ? [rows, columns] : [columns, rows];
  for (let i = 0; i < outer; i++) for (let j = 0; j < inner; j++) data[j * outer + i] = stored[i * inner + j] as number;
  return { ...filter, type, constant: data };
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
  switch (node.op) {
    case 'conv_2d': {
      const depthMultiplier = filter.type.shape[0] as number;
      const depthwise: Node<'depthwise_conv_2d'> = {
        ...node,
        op: 'depthwise_conv_2d',
        attrs: { ...node.attrs, depthMultiplier },
      };
      return [{ ...request, node: depthwise, inputs: [x, exchangeEnds(filter, 0, 3), ...rest] }];
    }
    case 'depthwise_conv_2d': {
      const { depthMultiplier: _, ...attrs } = node.attrs;
      const convolution: Node<'conv_2d'> = { ...node, op: 'conv_2d', attrs };
      return [{ ...request, node: convolution, inputs: [x, exchangeEnds(filter, 3, 0), ...rest] }];
    }
    default:
      return [];
  }
};

/** The node as it is, and as other operators that compute the same bits: each may have the better kernel. */
export const readingsOf = (request: KernelRequest): readonly KernelRequest[] => [request, ...oneChannel(request)];
