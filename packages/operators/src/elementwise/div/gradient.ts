import type { Gradient } from '@tinyml/training';
import { arithmeticGradient } from '../binary-gradient.ts';

export const gradient: Gradient<'div'> = arithmeticGradient(
  (tf, a, b) => tf.div(a, b),
  ({ attrs }) => attrs.activation,
);
