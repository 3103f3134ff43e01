import type { Gradient } from '@tinyml/training';
import { extremeGradient } from '../binary-gradient.ts';

export const gradient: Gradient<'maximum'> = extremeGradient((tf, a, b) => tf.maximum(a, b));
