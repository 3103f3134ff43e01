import type { Tensor } from '@tensorflow/tfjs';
import { operand } from '../layout.ts';
import type { Lower } from '../lowering.ts';
import { activate } from './activation.ts';
import { explicitPadding, padImage } from './image.ts';

export const lowerMaxPool2d: Lower<'max_pool_2d'> = ({ tf, attrs }) => {
  const finish = activate(tf, attrs.activation);
  return (operands) => {
    const { image, mode } = padImage(tf, operand(operands, 0), attrs.padding, -Infinity);
    return [finish(tf.maxPool(image, [...attrs.filter], [...attrs.strides], mode))];
  };
};

/**
 * Padding does not count: where there is any, the mean with its zeros, times window / elements of the input. (The
 * JavaScript backend's gradient of a padded average pool divides by the whole window.)
 */
export const lowerAveragePool2d: Lower<'average_pool_2d'> = ({ tf, attrs, inputs, outputs }) => {
  const { filter, strides } = attrs;
  const finish = activate(tf, attrs.activation);
  const { shape } = operand(inputs, 0);
  const padding = explicitPadding(attrs.padding, shape, filter, strides);
  const pool = (x: Tensor): Tensor => tf.avgPool(padImage(tf, x, padding).image, [...filter], [...strides], 'valid');
  if (padding.every((count) => count === 0)) return (operands) => [finish(pool(operand(operands, 0)))];
  const [, height = 1, width = 1] = shape;
  const [, rows = 1, columns = 1] = operand(outputs, 0);
  const elements = (from: number, size: number, whole: number): number =>
    Math.min(whole, from + size) - Math.max(0, from);
  const factors = Float32Array.from({ length: rows * columns }, (_, index) => {
    const y = Math.floor(index / columns) * strides[0] - padding[0];
    const x = (index % columns) * strides[1] - padding[2];
    return (filter[0] * filter[1]) / (elements(y, filter[0], height) * elements(x, filter[1], width));
  });
  return (operands) => [finish(tf.mul(pool(operand(operands, 0)), tf.tensor4d(factors, [1, rows, columns, 1])))];
};
