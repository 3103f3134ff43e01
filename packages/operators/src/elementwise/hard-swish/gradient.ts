import { required } from '@tinyml/core';
import type { Gradient } from '@tinyml/training';

/** x · relu6(x + 3) / 6 */
export const gradient: Gradient<'hard_swish'> = {
  prepare({ tf, tools }) {
    const relu6 = tools.activate('relu6');
    return ([operand]) => {
      const x = required(operand);
      return [tf.mul(x, tf.div(relu6(tf.add(x, 3)), 6))];
    };
  },
};
