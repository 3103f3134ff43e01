import { required } from '@tinyml/core';
import type { Gradient } from '@tinyml/training';

/** Over the last axis; a vector has no other, so samples are told apart first. */
export const gradient: Gradient<'softmax'> = {
  prepare({ tf, attrs: { beta }, inputs }) {
    const { shape } = required(inputs[0]);
    return ([operand], { batch }) => {
      const x = required(operand);
      const rows = shape.length > 1 ? x : x.reshape([batch, ...shape]);
      return [tf.softmax(beta === 1 ? rows : tf.mul(rows, beta)).reshape(x.shape)];
    };
  },
};
