import type { Gradient, Tensor, Tf } from '@tinyml/training';
import { reductionGradient } from '../reduction-gradient.ts';

/** Products of pairs, and of these: a gradient that is exact where factors are zero, on every backend. */
const product = (tf: Tf, x: Tensor, axes: readonly number[]): Tensor => {
  const kept = x.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  const moved = tf.transpose(x, [...kept, ...axes]);
  const shape = kept.map((axis) => x.shape[axis] as number);
  let factors: Tensor = moved.reshape([shape.reduce((a, b) => a * b, 1), -1]);
  for (let count = factors.shape[1] as number; count > 1; count = factors.shape[1] as number) {
    const half = Math.floor(count / 2);
    const pairs = tf.mul(tf.slice(factors, [0, 0], [-1, half]), tf.slice(factors, [0, half], [-1, half]));
    factors = count % 2 === 0 ? pairs : tf.concat([pairs, tf.slice(factors, [0, 2 * half], [-1, 1])], 1);
  }
  return factors.reshape(shape);
};

export const gradient: Gradient<'reduce_prod'> = reductionGradient(product);
