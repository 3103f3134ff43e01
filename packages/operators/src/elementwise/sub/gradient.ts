import type { Gradient } from '@tinyml/training';
import { arithmeticGradient } from '../binary-gradient.ts';

export const gradient: Gradient<'sub'> = arithmeticGradient(
  (tf, a, b) => tf.sub(a, b),
  ({ attrs }) => attrs.activation,
);
