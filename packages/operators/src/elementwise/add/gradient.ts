import type { Gradient } from '@tinyml/training';
import { arithmeticGradient } from '../binary-gradient.ts';

export const gradient: Gradient<'add'> = arithmeticGradient(
  (tf, a, b) => tf.add(a, b),
  ({ attrs }) => attrs.activation,
);
