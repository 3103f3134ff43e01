import { required } from '@tinyml/core';
import type { Gradient } from '@tinyml/training';

export const gradient: Gradient<'relu_0_to_1'> = {
  prepare:
    ({ tf }) =>
    ([x]) => [tf.clipByValue(required(x), 0, 1)],
};
