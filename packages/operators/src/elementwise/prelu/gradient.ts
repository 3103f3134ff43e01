import type { Gradient } from '@tinyml/training';
import { binaryGradient } from '../binary-gradient.ts';

/** A constant alpha is trained. */
export const gradient: Gradient<'prelu'> = {
  ...binaryGradient((tf, x, alpha) => tf.add(tf.relu(x), tf.mul(alpha, tf.minimum(x, 0)))),
  trained: [1],
};
