import { required } from '@tinyml/core';
import type { Gradient } from '@tinyml/training';

export const gradient: Gradient<'elu'> = {
  prepare:
    ({ tf }) =>
    ([x]) => [tf.elu(required(x))],
};
