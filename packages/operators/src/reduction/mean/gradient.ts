import type { Gradient } from '@tinyml/training';
import { reductionGradient } from '../reduction-gradient.ts';

export const gradient: Gradient<'mean'> = reductionGradient((tf, x, axes) => tf.mean(x, axes));
