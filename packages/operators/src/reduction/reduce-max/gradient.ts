import type { Gradient } from '@tinyml/training';
import { reductionGradient } from '../reduction-gradient.ts';

export const gradient: Gradient<'reduce_max'> = reductionGradient((tf, x, axes) => tf.max(x, axes));
