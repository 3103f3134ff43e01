import { required } from '@tinyml/core';
import type { Gradient } from '@tinyml/training';

export const gradient: Gradient<'exp'> = {
  prepare:
    ({ tf }) =>
    ([x]) => [tf.exp(required(x))],
};
