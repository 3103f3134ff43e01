import { fakeQuantGrid } from '@tinyml/core';
import type { Tensor } from '@tensorflow/tfjs';
import { operand } from '../layout.ts';
import type { Lower } from '../lowering.ts';

/** Rounded forwards; backwards the gradient passes where the operand is in range (the straight-through estimator). */
export const lowerFakeQuant: Lower<'fake_quant'> = ({ tf, attrs }) => {
  const { low, high, step } = fakeQuantGrid(attrs.min, attrs.max, attrs.numBits, attrs.narrowRange);
  const inverse = Math.fround(1 / step);
  const quantise = tf.customGrad((x, save) => {
    const value = x as Tensor;
    (save as (tensors: Tensor[]) => void)([value]);
    const steps = tf.floor(tf.add(tf.mul(tf.sub(tf.clipByValue(value, low, high), low), inverse), 0.5));
    return {
      value: tf.add(tf.mul(steps, step), low),
      gradFunc: (dy, saved) => {
        const [operandValue] = saved as Tensor[];
        const inside = tf.logicalAnd(
          tf.greaterEqual(operand([operandValue], 0), low),
          tf.lessEqual(operand([operandValue], 0), high),
        );
        return tf.where(inside, dy, tf.zerosLike(dy));
      },
    };
  });
  return (operands) => [quantise(operand(operands, 0))];
};
