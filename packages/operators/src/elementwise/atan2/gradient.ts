import type { Gradient } from '@tinyml/training';
import { binaryGradient } from '../binary-gradient.ts';

export const gradient: Gradient<'atan2'> = binaryGradient((tf, a, b) => tf.atan2(a, b));
