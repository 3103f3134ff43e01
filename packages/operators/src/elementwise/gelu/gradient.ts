import { required } from '@tinyml/core';
import type { Gradient } from '@tinyml/training';

export const gradient: Gradient<'gelu'> = {
  prepare:
    ({ tf, attrs: { approximate } }) =>
    ([operand]) => {
      const x = required(operand);
      const share = approximate
        ? tf.tanh(tf.mul(tf.add(x, tf.mul(tf.mul(tf.square(x), x), 0.044715)), Math.sqrt(2 / Math.PI)))
        : tf.erf(tf.mul(x, Math.SQRT1_2));
      return [tf.mul(tf.mul(x, 0.5), tf.add(share, 1))];
    },
};
