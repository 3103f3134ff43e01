import { required } from '@tinyml/core';
import type { Gradient } from '@tinyml/training';

export const gradient: Gradient<'sin'> = {
  prepare:
    ({ tf }) =>
    ([x]) => [tf.sin(required(x))],
};
