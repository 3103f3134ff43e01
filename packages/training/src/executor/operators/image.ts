import type { Tf } from '../../backend.ts';
import type { Padding, Pair, Shape } from '@tinyml/core';
import { paddingSides, type Sides } from '@tinyml/passes';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs';

/** Explicit padding becomes a pad in front, which native TensorFlow's kernels cannot do themselves. */
export const padImage = (
  tf: Tf,
  x: Tensor,
  padding: Padding,
  value = 0,
): { readonly image: Tensor4D; readonly mode: 'same' | 'valid' } => {
  const image = x as Tensor4D;
  if (typeof padding === 'string') return { image, mode: padding };
  const [top, bottom, left, right] = padding as Sides;
  if (padding.every((count) => count === 0)) return { image, mode: 'valid' };
  const pads: [number, number][] = [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ];
  return { image: tf.pad(image, pads, value), mode: 'valid' };
};

/** Any padding as a list. `input`: [batch, height, width, channels]. `size`: of the filter, zeros of a dilation included. */
export const explicitPadding = (padding: Padding, input: Shape, size: Pair, strides: Pair): Sides => {
  if (padding === 'valid') return [0, 0, 0, 0];
  if (padding !== 'same') return padding as Sides;
  const [, height = 1, width = 1] = input;
  return paddingSides([height, width], { size, strides, dilations: [1, 1] }, padding);
};
