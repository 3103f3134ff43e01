import { required } from '@tinyml/core';
import type { Gradient } from '@tinyml/training';

export const gradient: Gradient<'abs'> = {
  prepare:
    ({ tf }) =>
    ([x]) => [tf.abs(required(x))],
};
