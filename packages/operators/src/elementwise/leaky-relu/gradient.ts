import { required } from '@tinyml/core';
import type { Gradient } from '@tinyml/training';

export const gradient: Gradient<'leaky_relu'> = {
  prepare:
    ({ tf, attrs }) =>
    ([x]) => [tf.leakyRelu(required(x), attrs.alpha)],
};
