import { required } from '@tinyml/core';
import type { Gradient } from '@tinyml/training';

export const gradient: Gradient<'sqrt'> = {
  prepare:
    ({ tf }) =>
    ([x]) => [tf.sqrt(required(x))],
};
