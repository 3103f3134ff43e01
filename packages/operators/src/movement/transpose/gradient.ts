import { required, resolveAxis } from '@tinyml/core';
import type { Gradient } from '@tinyml/training';

export const gradient: Gradient<'transpose'> = {
  prepare({ tf, tools: { apart, together }, inputs, outputs }) {
    const { shape } = required(inputs[0]);
    const result = required(outputs[0]);
    const order = required(inputs[1])
      .numbers()
      .map((axis) => resolveAxis(axis, shape.length));
    return ([operand], { batch }) => {
      const x = required(operand);
      if (order[0] === 0) return [tf.transpose(x, order)];
      const moved = tf.transpose(apart(x, shape, batch), [0, ...order.map((axis) => axis + 1)]);
      return [together(moved, result, batch)];
    };
  },
};
