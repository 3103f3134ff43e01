import { required } from '@tinyml/core';
import type { Gradient } from '@tinyml/training';

export const gradient: Gradient<'add_n'> = {
  prepare:
    ({ tf, tools: { spread, together }, inputs, outputs }) =>
    (operands, { batch }) => {
      const parts = operands.map((part, i) => spread(required(part), required(inputs[i]), batch));
      return [together(tf.addN(parts), required(outputs[0]), batch)];
    },
};
