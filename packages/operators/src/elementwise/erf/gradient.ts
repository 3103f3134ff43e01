import { required } from '@tinyml/core';
import type { Gradient } from '@tinyml/training';

export const gradient: Gradient<'erf'> = {
  prepare:
    ({ tf }) =>
    ([x]) => [tf.erf(required(x))],
};
