import { required } from '@tinyml/core';
import type { Gradient } from '@tinyml/training';

export const gradient: Gradient<'rsqrt'> = {
  prepare:
    ({ tf }) =>
    ([x]) => [tf.rsqrt(required(x))],
};
