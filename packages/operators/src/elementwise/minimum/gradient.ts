import type { Gradient } from '@tinyml/training';
import { extremeGradient } from '../binary-gradient.ts';

export const gradient: Gradient<'minimum'> = extremeGradient((tf, a, b) => tf.minimum(a, b));
