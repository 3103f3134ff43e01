import type { Gradient } from '@tinyml/training';
import { binaryGradient } from '../binary-gradient.ts';

export const gradient: Gradient<'pow'> = binaryGradient((tf, a, b) => tf.pow(a, b));
