import { required } from '@tinyml/core';
import type { Gradient } from '@tinyml/training';

/** Over the last axis; a vector has no other, so samples are told apart first. */
export const gradient: Gradient<'log_softmax'> = {
  prepare({ tf, inputs }) {
    const { shape } = required(inputs[0]);
    return ([operand], { batch }) => {
      const x = required(operand);
      const rows = shape.length > 1 ? x : x.reshape([batch, ...shape]);
      return [tf.logSoftmax(rows).reshape(x.shape)];
    };
  },
};
