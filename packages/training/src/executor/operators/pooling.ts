import type { Tensor4D } from '@tensorflow/tfjs';
import { operand } from '../layout.ts';
import type { Lower } from '../lowering.ts';
import { activate } from './activation.ts';
import { padImage } from './image.ts';

export const lowerMaxPool2d: Lower<'max_pool_2d'> = ({ tf, attrs }) => {
  const finish = activate(tf, attrs.activation);
  return (operands) => {
    const { image, mode } = padImage(tf, operand(operands, 0), attrs.padding, -Infinity);
    return [finish(tf.maxPool(image, [...attrs.filter], [...attrs.strides], mode))];
  };
};

/** Padding does not count: under explicit padding, the mean with its zeros times window / elements of the input. */
export const lowerAveragePool2d: Lower<'average_pool_2d'> = ({ tf, attrs, inputs, outputs }) => {
  const { filter, strides, padding } = attrs;
  const finish = activate(tf, attrs.activation);
  if (typeof padding === 'string')
    return (operands) => [finish(tf.avgPool(operand(operands, 0) as Tensor4D, [...filter], [...strides], padding))];
  const [, height = 1, width = 1] = operand(inputs, 0).shape;
  const [, rows = 1, columns = 1] = operand(outputs, 0);
  const elements = (from: number, size: number, whole: number): number =>
    Math.min(whole, from + size) - Math.max(0, from);
  const factors = Float32Array.from({ length: rows * columns }, (_, index) => {
    const y = Math.floor(index / columns) * strides[0] - padding[0];
    const x = (index % columns) * strides[1] - padding[2];
    return (filter[0] * filter[1]) / (elements(y, filter[0], height) * elements(x, filter[1], width));
  });
  return (operands) => {
    const { image } = padImage(tf, operand(operands, 0), padding);
    const mean = tf.avgPool(image, [...filter], [...strides], 'valid');
    return [finish(tf.mul(mean, tf.tensor4d(factors, [1, rows, columns, 1])))];
  };
};
