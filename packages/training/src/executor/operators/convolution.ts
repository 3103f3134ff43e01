import type { Tf } from '../../backend.ts';
import type { Ops, Pair } from '@tinyml/core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs';
import { operand } from '../layout.ts';
import type { Lower, Lowering } from '../lowering.ts';
import { activate } from './activation.ts';
import { explicitPadding, padImage } from './image.ts';
import { convolveChannel, isOneChannel } from './one-channel.ts';

/**
 * A filter [h, w, c, o] with zeros between its taps: what a dilation means. Native TensorFlow has no gradients of dilated
 * convolutions on a CPU.
 */
const dilate = (tf: Tf, filter: Tensor4D, [dy, dx]: Pair): Tensor4D => {
  if (dy === 1 && dx === 1) return filter;
  const [h, w, c, o] = filter.shape;
  const rows = tf.pad(filter.reshape([h, 1, w, 1, c * o]), [
    [0, 0],
    [0, dy - 1],
    [0, 0],
    [0, dx - 1],
    [0, 0],
  ]);
  const whole = rows.reshape([h * dy, w * dx, c, o]);
  return tf.slice4d(whole as Tensor4D, [0, 0, 0, 0], [(h - 1) * dy + 1, (w - 1) * dx + 1, c, o]);
};

const withBias = (tf: Tf, y: Tensor, bias: Tensor | null | undefined): Tensor => (bias == null ? y : tf.add(y, bias));

/** Filters lie as [o, h, w, c] in the graph and as [h, w, c, o] in TensorFlow. */
export const lowerConv2d: Lower<'conv_2d'> = (lowering) => {
  const { tf, attrs } = lowering;
  const { strides, dilations, padding, activation } = attrs;
  const finish = activate(tf, activation);
  if (isOneChannel(lowering)) {
    const convolve = convolveChannel(lowering);
    return (operands) => [finish(withBias(tf, convolve(operand(operands, 0), operand(operands, 1)), operands[2]))];
  }
  return (operands) => {
    const { image, mode } = padImage(tf, operand(operands, 0), padding);
    const filter = tf.transpose(operand(operands, 1) as Tensor4D, [1, 2, 3, 0]);
    const y = tf.conv2d(image, dilate(tf, filter, dilations), [...strides], mode);
    return [finish(withBias(tf, y, operands[2]))];
  };
};

/** Every strideth row and column. */
const thinned = (tf: Tf, y: Tensor4D, strides: Pair): Tensor4D =>
  strides.reduce<Tensor4D>((image, stride, i) => {
    if (stride === 1) return image;
    const size = image.shape[i + 1] as number;
    const kept = Array.from({ length: Math.ceil(size / stride) }, (_, index) => index * stride);
    return tf.gather(image, tf.tensor1d(kept, 'int32'), i + 1);
  }, y);

/** Strides that differ: native TensorFlow has none, so all positions are computed and the others dropped. */
const unevenDepthwise = (
  { tf, attrs, inputs }: Lowering<'depthwise_conv_2d'>,
  x: Tensor,
  filter: Tensor4D,
): Tensor4D => {
  const { strides, padding } = attrs;
  const size = [filter.shape[0], filter.shape[1]] as const;
  const { image } = padImage(tf, x, explicitPadding(padding, operand(inputs, 0).shape, size, strides));
  return thinned(tf, tf.depthwiseConv2d(image, filter, 1, 'valid'), strides);
};

/** Filters lie as [1, h, w, c·m] in the graph and as [h, w, c, m] in TensorFlow. */
export const lowerDepthwiseConv2d: Lower<'depthwise_conv_2d'> = (lowering) => {
  const { tf, attrs } = lowering;
  const { strides, dilations, padding, depthMultiplier }: Ops['depthwise_conv_2d'] = attrs;
  const finish = activate(tf, attrs.activation);
  return (operands) => {
    const x = operand(operands, 0);
    const [, h = 1, w = 1, outputs = 1] = operand(operands, 1).shape;
    const taps = operand(operands, 1).reshape([h, w, outputs / depthMultiplier, depthMultiplier]) as Tensor4D;
    const filter = dilate(tf, taps, dilations);
    if (strides[0] !== strides[1]) return [finish(withBias(tf, unevenDepthwise(lowering, x, filter), operands[2]))];
    const { image, mode } = padImage(tf, x, padding);
    return [finish(withBias(tf, tf.depthwiseConv2d(image, filter, [...strides], mode), operands[2]))];
  };
};

/** Filters lie as [o, h, w, c] in the graph and as [h, w, o, c] in TensorFlow. The output shape is the result's own. */
export const lowerTransposeConv: Lower<'transpose_conv'> = ({ tf, attrs, outputs }) => {
  const [first = 1, height = 1, width = 1, channels = 1] = operand(outputs, 0);
  const finish = activate(tf, attrs.activation);
  return (operands, { batch }) => {
    const filter = tf.transpose(operand(operands, 1) as Tensor4D, [1, 2, 0, 3]);
    const x = operand(operands, 2) as Tensor4D;
    const shape: [number, number, number, number] = [batch * first, height, width, channels];
    const y = tf.conv2dTranspose(x, filter, shape, [...attrs.strides], attrs.padding);
    return [finish(withBias(tf, y, operands[3]))];
  };
};
