import { required } from '@tinyml/core';
import type { Gradient } from '@tinyml/training';

export const gradient: Gradient<'max_pool_2d'> = {
  prepare({ tf, tools, attrs }) {
    const activate = tools.activate(attrs.activation);
    return ([x]) => {
      const { image, mode } = tools.padImage(required(x), attrs.padding, -Infinity);
      return [activate(tf.maxPool(image, [...attrs.filter], [...attrs.strides], mode))];
    };
  },
};
