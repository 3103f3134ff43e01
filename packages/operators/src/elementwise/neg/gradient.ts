import { required } from '@tinyml/core';
import type { Gradient } from '@tinyml/training';

export const gradient: Gradient<'neg'> = {
  prepare:
    ({ tf }) =>
    ([x]) => [tf.neg(required(x))],
};
