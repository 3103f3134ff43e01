import { required } from '@tinyml/core';
import type { Gradient } from '@tinyml/training';

export const gradient: Gradient<'cos'> = {
  prepare:
    ({ tf }) =>
    ([x]) => [tf.cos(required(x))],
};
