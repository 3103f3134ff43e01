import type { EquivalentForms } from '@tinyml/codegen';
import type { KernelOperand, KernelRequest, TensorData, WideData } from '@tinyml/core';

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
  const stored = filter.constant as Exclude<TensorData, Uint32Array | WideData>;
  // A matrix of filters and taps, transposed.
  const columns = from === 0 ? height * width : last;
  const rows = stored.length / columns;
  const constant = stored.map((_, i) => stored[(i % rows) * columns + Math.floor(i / rows)] as number);
  return { ...filter, type, constant };
};

/** Whether the operation is not hybrid: only then the sums are rounded alike. `channels`: those that a filter sees. */
const hasOtherForm = ({ inputs: [x, filter] }: KernelRequest, channels: number | undefined): boolean => {
  if (x == null || filter?.constant === undefined || channels !== 1) return false;
  return x.type.dtype !== 'float32' || filter.type.dtype === 'float32' || filter.type.dtype === 'float16';
};

/** A convolution whose filters see one channel each is a depthwise one whose filters lie as [1, h, w, o]. */
export const asDepthwise: EquivalentForms = (request) => {
  const { node, inputs } = request;
  if (!hasOtherForm(request, inputs[1]?.type.shape[3])) return [];
  const [x, filter, ...rest] = inputs as readonly [KernelOperand, KernelOperand, ...KernelRequest['inputs']];
  const attrs = { ...node.attrs, depthMultiplier: (filter.type.shape[0] as number) / (x.type.shape[3] as number) };
  const depthwise = { ...node, op: 'depthwise_conv_2d', attrs } as typeof node;
  return [{ ...request, node: depthwise, inputs: [x, exchangeEnds(filter, 0, 3), ...rest] }];
};

/** A depthwise convolution of an image with one channel is an ordinary one whose filters lie as [o, h, w, 1]. */
export const asConvolution: EquivalentForms = (request) => {
  const { node, inputs } = request;
  if (!hasOtherForm(request, inputs[0]?.type.shape[3])) return [];
  const [x, filter, ...rest] = inputs as readonly [KernelOperand, KernelOperand, ...KernelRequest['inputs']];
  const { depthMultiplier: _, ...attrs } = node.attrs as typeof node.attrs & { readonly depthMultiplier?: number };
  const convolution = { ...node, op: 'conv_2d', attrs } as typeof node;
  return [{ ...request, node: convolution, inputs: [x, exchangeEnds(filter, 3, 0), ...rest] }];
};
