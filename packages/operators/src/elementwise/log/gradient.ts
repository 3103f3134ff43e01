import { required } from '@tinyml/core';
import type { Gradient } from '@tinyml/training';

export const gradient: Gradient<'log'> = {
  prepare:
    ({ tf }) =>
    ([x]) => [tf.log(required(x))],
};
