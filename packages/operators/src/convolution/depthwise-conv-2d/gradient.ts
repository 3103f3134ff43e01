import { required, type Pair } from '@tinyml/core';
import type { Gradient, GradientRequest, Tensor, Tensor4D, Tf } from '@tinyml/training';
import { dilatedFilter, withBias } from '../filter-gradient.ts';

/** Every strideth row and column. */
const thinned = (tf: Tf, y: Tensor4D, strides: Pair): Tensor4D =>
  strides.reduce<Tensor4D>((image, stride, i) => {
    if (stride === 1) return image;
    const size = image.shape[i + 1] as number;
    const kept = Array.from({ length: Math.ceil(size / stride) }, (_, index) => index * stride);
    return tf.gather(image, tf.tensor1d(kept, 'int32'), i + 1);
  }, y);

/** Strides that differ: native TensorFlow has none, so all positions are computed and the others dropped. */
const withUnevenStrides = (
  { tf, tools, attrs, inputs }: GradientRequest<'depthwise_conv_2d'>,
  x: Tensor,
  filter: Tensor4D,
): Tensor4D => {
  const { strides, padding } = attrs;
  const size = [filter.shape[0], filter.shape[1]] as const;
  const { image } = tools.padImage(x, tools.sidesOf(padding, required(inputs[0]).shape, size, strides));
  return thinned(tf, tf.depthwiseConv2d(image, filter, 1, 'valid'), strides);
};

/** Filters are stored as [1, h, w, c·m] in the graph and as [h, w, c, m] in TensorFlow. */
export const gradient: Gradient<'depthwise_conv_2d'> = {
  prepare(request) {
    const { tf, tools, attrs } = request;
    const { strides, dilations, padding, depthMultiplier } = attrs;
    const activate = tools.activate(attrs.activation);
    const isUneven = strides[0] !== strides[1];
    return ([operand, weights, bias]) => {
      const x = required(operand);
      const [, h = 1, w = 1, outputs = 1] = required(weights).shape;
      const taps = required(weights).reshape([h, w, outputs / depthMultiplier, depthMultiplier]) as Tensor4D;
      const filter = dilatedFilter(tf, taps, dilations);
      if (isUneven) return [activate(withBias(tf, withUnevenStrides(request, x, filter), bias))];
      const { image, mode } = tools.padImage(x, padding);
      return [activate(withBias(tf, tf.depthwiseConv2d(image, filter, [...strides], mode), bias))];
    };
  },
};
