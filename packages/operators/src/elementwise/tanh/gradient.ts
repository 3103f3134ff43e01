import { required } from '@tinyml/core';
import type { Gradient } from '@tinyml/training';

export const gradient: Gradient<'tanh'> = {
  prepare:
    ({ tf }) =>
    ([x]) => [tf.tanh(required(x))],
};
