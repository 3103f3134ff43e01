import { required } from '@tinyml/core';
import type { Gradient, Tensor } from '@tinyml/training';

/**
 * Padding does not count: where there is any, the mean with its zeros, times window / elements of the input. (The
 * JavaScript backend's gradient of a padded average pool divides by the whole window.)
 */
export const gradient: Gradient<'average_pool_2d'> = {
  prepare({ tf, tools, attrs, inputs, outputs }) {
    const { filter, strides } = attrs;
    const activate = tools.activate(attrs.activation);
    const { shape } = required(inputs[0]);
    const padding = tools.sidesOf(attrs.padding, shape, filter, strides);
    const pool = (x: Tensor): Tensor =>
      tf.avgPool(tools.padImage(x, padding).image, [...filter], [...strides], 'valid');
    if (padding.every((count) => count === 0)) return ([x]) => [activate(pool(required(x)))];
    const [, height = 1, width = 1] = shape;
    const [, rows = 1, columns = 1] = required(outputs[0]);
    const elements = (from: number, size: number, whole: number): number =>
      Math.min(whole, from + size) - Math.max(0, from);
    const factors = Float32Array.from({ length: rows * columns }, (_, index) => {
      const y = Math.floor(index / columns) * strides[0] - padding[0];
      const x = (index % columns) * strides[1] - padding[2];
      return (filter[0] * filter[1]) / (elements(y, filter[0], height) * elements(x, filter[1], width));
    });
    return ([x]) => [activate(tf.mul(pool(required(x)), tf.tensor4d(factors, [1, rows, columns, 1])))];
  },
};
