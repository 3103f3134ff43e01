import { required } from '@tinyml/core';
import type { Gradient } from '@tinyml/training';

/** Real zero, or a constant third operand, around a tensor. */
export const gradient: Gradient<'pad'> = {
  prepare({ tf, tools: { apart, together }, inputs, outputs }) {
    const { shape } = required(inputs[0]);
    const result = required(outputs[0]);
    const numbers = required(inputs[1]).numbers();
    const value = inputs[2]?.numbers()[0] ?? 0;
    const pairs = shape.map((_, axis): [number, number] => [numbers[2 * axis] ?? 0, numbers[2 * axis + 1] ?? 0]);
    const plain = pairs[0]?.every((count) => count === 0) ?? true;
    return ([operand], { batch }) => {
      const x = required(operand);
      if (plain) return [tf.pad(x, pairs, value)];
      return [together(tf.pad(apart(x, shape, batch), [[0, 0], ...pairs], value), result, batch)];
    };
  },
};
