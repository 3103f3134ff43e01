import type { Tf } from '../../backend.ts';
import { resolveAxes } from '@tinyml/core';
import type { Tensor } from '@tensorflow/tfjs';
import { apart, operand, together } from '../layout.ts';
import type { Lower } from '../lowering.ts';

type Reduction = 'mean' | 'reduce_max' | 'reduce_min' | 'reduce_prod';

const lowerReduction =
  (reduce: (tf: Tf, x: Tensor, axes: number[]) => Tensor): Lower<Reduction> =>
  ({ tf, inputs, outputs }) => {
    const { shape } = operand(inputs, 0);
    const result = operand(outputs, 0);
    const axes = resolveAxes(operand(inputs, 1).numbers(), shape.length);
    const plain = axes[0] !== 0;
    return (operands, { batch }) => {
      const x = operand(operands, 0);
      if (axes.length === 0) return [x];
      const reduced = plain
        ? reduce(tf, x, [...axes])
        : reduce(
            tf,
            apart(x, shape, batch),
            axes.map((axis) => axis + 1),
          );
      return [together(reduced, result, batch)];
    };
  };

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

export const lowerMean = lowerReduction((tf, x, axes) => tf.mean(x, axes));
export const lowerReduceMax = lowerReduction((tf, x, axes) => tf.max(x, axes));
export const lowerReduceMin = lowerReduction((tf, x, axes) => tf.min(x, axes));
export const lowerReduceProd = lowerReduction(product);
