import type { Gradient } from '@tinyml/training';
import { binaryGradient } from '../binary-gradient.ts';

/** TensorFlow.js's own gradient leaves out the sum over what is repeated. */
export const gradient: Gradient<'squared_difference'> = binaryGradient((tf, a, b) => tf.square(tf.sub(a, b)));
