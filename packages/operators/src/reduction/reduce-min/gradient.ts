import type { Gradient } from '@tinyml/training';
import { reductionGradient } from '../reduction-gradient.ts';

export const gradient: Gradient<'reduce_min'> = reductionGradient((tf, x, axes) => tf.min(x, axes));
