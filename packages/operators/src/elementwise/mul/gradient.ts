import type { Gradient } from '@tinyml/training';
import { arithmeticGradient } from '../binary-gradient.ts';

export const gradient: Gradient<'mul'> = arithmeticGradient(
  (tf, a, b) => tf.mul(a, b),
  ({ attrs }) => attrs.activation,
);
