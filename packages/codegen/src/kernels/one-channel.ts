import { defineKernel, type Kernel, type KernelOperand, type KernelRequest, type TensorType } from '@tinyml/core';

type Depthwise = KernelRequest<'depthwise_conv_2d'>;

/** [1,h,w,o] as [o,h,w,1]. */
const transposed = ({ constant, type, ...rest }: KernelOperand): KernelOperand => {
  const [, height, width, outputs] = type.shape as readonly [number, number, number, number];
  const taps = height * width;
  const values = constant?.slice();
  values?.forEach((_, i) => {
    values[i] = constant?.[(i % taps) * outputs + Math.floor(i / taps)] as never;
  });
  const { quant } = type;
  const moved: TensorType = {
    ...type,
    shape: [outputs, height, width, 1],
    ...(quant?.axis === undefined ? {} : { quant: { ...quant, axis: 0 } }),
  };
  return { ...rest, type: moved, ...(values === undefined ? {} : { constant: values }) };
};

/** A depthwise convolution of an image of one channel is a convolution: converters write one as the other. */
const asConvolution = (request: Depthwise): KernelRequest<'conv_2d'> => {
  const { activation, dilations, padding, strides } = request.node.attrs;
  const [x, filter, ...others] = request.inputs;
  return {
    ...request,
    node: { ...request.node, op: 'conv_2d', attrs: { activation, dilations, padding, strides } },
    inputs: [x ?? null, filter == null ? null : transposed(filter), ...others],
  };
};

/** The convolution's kernel for depthwise_conv_2d on images of one channel. */
export const onOneChannel = ({ flash, ...kernel }: Kernel<'conv_2d'>): Kernel<'depthwise_conv_2d'> =>
  defineKernel<'depthwise_conv_2d'>({
    ...kernel,
    op: 'depthwise_conv_2d',
    supports: (request) =>
      request.inputs[0]?.type.shape[3] === 1
        ? kernel.supports(asConvolution(request))
        : 'the image has more than one channel',
    lower: (request) => kernel.lower(asConvolution(request)),
    cost: (request) => kernel.cost(asConvolution(request)),
    ...(flash === undefined ? {} : { flash: (request: Depthwise) => flash(asConvolution(request)) }),
  });
