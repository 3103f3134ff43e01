import { sameShape, type Activation, type ValueId } from '@tinyml/core';
import { TranslationError } from '../../translation/translation-error.ts';
import type { TensorflowCall, TensorflowOperators } from '../call.ts';
import { onImages, isChannelsFirst, spatialOf } from './spatial.ts';

/** A filter [kh,kw,c,o] as [o,kh,kw,c]. */
const outputFirst = (call: TensorflowCall, filter: ValueId): ValueId => call.permuted(filter, [3, 0, 1, 2]);

export const convolved = (
  call: TensorflowCall,
  image: ValueId,
  bias?: ValueId,
  activation: Activation = 'none',
): ValueId => {
  // prettier-ignore
  const { padding, strides, dilations } = spatialOf(call);
  const filter = outputFirst(call, call.operand(1));
  return call.emit('conv_2d', { padding, strides, dilations, activation }, [image, filter, bias ?? null]);
};

export const depthwiseConvolved = (
  call: TensorflowCall,
  image: ValueId,
  bias?: ValueId,
  activation: Activation = 'none',
): ValueId => {
  // prettier-ignore
  const { padding, strides, dilations } = spatialOf(call);
  const [height = 1, width = 1, channels = 1, multiplier = 1] = call.shapeOf(call.operand(1));
  const filter = call.reshaped(call.operand(1), [1, height, width, channels * multiplier]);
  const attrs = { padding, strides, dilations, activation, depthMultiplier: multiplier };
  return call.emit('depthwise_conv_2d', attrs, [image, filter, bias ?? null]);
};

/** The gradient of a convolution with respect to its image: a transposed convolution. */
const transposed = (call: TensorflowCall): ValueId => {
  const size = call.known(0, 'size');
  const { padding, strides, dilations } = spatialOf(call);
  if (dilations.some((rate) => rate !== 1)) throw new TranslationError('dilations are not supported');
  if (typeof padding !== 'string') throw new TranslationError('explicit paddings are not supported');
  const [n = 1, a = 1, b = 1, c = 1] = size;
  const shape = isChannelsFirst(call) ? [n, b, c, a] : [n, a, b, c];
  const filter = call.permuted(call.operand(1), [2, 0, 1, 3]);
  const result = onImages(call, call.operand(2), (image) =>
    call.emit('transpose_conv', { padding, strides, activation: 'none' }, [
      call.ints('size', [4], shape),
      filter,
      image,
    ]),
  );
  if (!sameShape(call.shapeOf(result), size)) throw new TranslationError('its size does not fit its operand');
  return result;
};

export const convolution: TensorflowOperators = {
  Conv2D: (call) => onImages(call, call.operand(0), (image) => convolved(call, image)),
  DepthwiseConv2dNative: (call) => onImages(call, call.operand(0), (image) => depthwiseConvolved(call, image)),
  Conv2DBackpropInput: transposed,
};
