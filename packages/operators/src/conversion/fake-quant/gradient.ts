import { required } from '@tinyml/core';
import { fakeQuantGrid } from '@tinyml/core/internal';
import type { Gradient, Tensor } from '@tinyml/training';

/** Rounded forwards; backwards the gradient passes where the operand is in range (the straight-through estimator). */
export const gradient: Gradient<'fake_quant'> = {
  prepare({ tf, attrs }) {
    const { low, high, step } = fakeQuantGrid(attrs.min, attrs.max, attrs.numBits, attrs.narrowRange);
    const inverse = Math.fround(1 / step);
    const quantize = tf.customGrad((x, save) => {
      const value = x as Tensor;
      (save as (tensors: Tensor[]) => void)([value]);
      const steps = tf.floor(tf.add(tf.mul(tf.sub(tf.clipByValue(value, low, high), low), inverse), 0.5));
      return {
        value: tf.add(tf.mul(steps, step), low),
        gradFunc: (dy, saved) => {
          const [operand] = saved as Tensor[];
          const inRange = tf.logicalAnd(tf.greaterEqual(required(operand), low), tf.lessEqual(required(operand), high));
          return tf.where(inRange, dy, tf.zerosLike(dy));
        },
      };
    });
    return ([x]) => [quantize(required(x))];
  },
};
