import { required } from '@tinyml/core';
import type { Gradient } from '@tinyml/training';

export const gradient: Gradient<'zeros_like'> = {
  prepare:
    ({ tf }) =>
    ([x]) => [tf.zerosLike(required(x))],
};
