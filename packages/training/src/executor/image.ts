import { slidingWindow, type Padding, type Pair, type Shape } from '@tinyml/core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs';
import type { Tf } from '../backend.ts';

/** Elements of padding on each side of an image. */
export type Sides = readonly [top: number, bottom: number, left: number, right: number];

/** An image ready for TensorFlow.js: explicit padding is a pad before the operator, whose own mode is `valid` then. */
export type PadImage = (
  x: Tensor,
  padding: Padding,
  value?: number,
) => { readonly image: Tensor4D; readonly mode: 'same' | 'valid' };

/** Native TensorFlow's kernels cannot pad explicitly themselves. */
export const padImage =
  (tf: Tf): PadImage =>
  (x, padding, value = 0) => {
    const image = x as Tensor4D;
    if (typeof padding === 'string') return { image, mode: padding };
    const [top, bottom, left, right] = padding;
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
export type SidesOf = (padding: Padding, input: Shape, size: Pair, strides: Pair) => Sides;

export const sidesOf: SidesOf = (padding, input, size, strides) => {
  if (padding === 'valid') return [0, 0, 0, 0];
  if (padding !== 'same') return padding;
  const [, height = 1, width = 1] = input;
  const window = slidingWindow([height, width], size, strides, [1, 1], padding);
  const after = (axis: 'height' | 'width', index: 0 | 1): number => {
    const { before, output } = window[axis];
    return Math.max(0, (output - 1) * strides[index] + size[index] - (index === 0 ? height : width) - before);
  };
  return [window.height.before, after('height', 0), window.width.before, after('width', 1)];
};
