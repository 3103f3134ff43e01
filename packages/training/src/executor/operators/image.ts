import type { Tf } from '../../backend.ts';
import type { Padding, Shape } from '@tinyml/core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs';

type Before = readonly [top: number, bottom: number, left: number, right: number];

/** Explicit padding becomes a pad in front, which native TensorFlow's kernels cannot do themselves. */
export const padImage = (
  tf: Tf,
  x: Tensor,
  padding: Padding,
  value = 0,
): { readonly image: Tensor4D; readonly mode: 'same' | 'valid' } => {
  const image = x as Tensor4D;
  if (typeof padding === 'string') return { image, mode: padding };
  const [top, bottom, left, right] = padding as Before;
  if (padding.every((count) => count === 0)) return { image, mode: 'valid' };
  const pads: [number, number][] = [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ];
  return { image: tf.pad(image, pads, value), mode: 'valid' };
};

/** `same` padding of one axis in numbers (TensorFlow's definition). */
export const samePadding = (input: number, size: number, stride: number): readonly [number, number] => {
  const total = Math.max(0, (Math.ceil(input / stride) - 1) * stride + size - input);
  return [Math.floor(total / 2), total - Math.floor(total / 2)];
};

/** Any padding as a list. */
export const explicitPadding = (
  padding: Padding,
  input: Shape,
  size: readonly [number, number],
  strides: readonly [number, number],
): Before => {
  if (padding === 'valid') return [0, 0, 0, 0];
  if (padding !== 'same') return padding as Before;
  const [, height = 1, width = 1] = input;
  return [...samePadding(height, size[0], strides[0]), ...samePadding(width, size[1], strides[1])];
};
