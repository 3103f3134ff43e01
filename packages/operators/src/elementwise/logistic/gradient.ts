import { required } from '@tinyml/core';
import type { Gradient } from '@tinyml/training';

export const gradient: Gradient<'logistic'> = {
  prepare:
    ({ tf }) =>
    ([x]) => [tf.sigmoid(required(x))],
};
