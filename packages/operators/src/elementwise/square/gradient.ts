import { required } from '@tinyml/core';
import type { Gradient } from '@tinyml/training';

export const gradient: Gradient<'square'> = {
  prepare:
    ({ tf }) =>
    ([x]) => [tf.square(required(x))],
};
