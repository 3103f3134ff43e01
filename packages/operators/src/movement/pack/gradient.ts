import { required, resolveAxis } from '@tinyml/core';
import type { Gradient } from '@tinyml/training';

export const gradient: Gradient<'pack'> = {
  prepare({ tf, tools: { spread, together }, attrs, inputs, outputs }) {
    const shape = required(outputs[0]);
    const axis = resolveAxis(attrs.axis, shape.length);
    return (operands, { batch }) => {
      const parts = operands.map((part, i) => spread(required(part), required(inputs[i]), batch));
      return [together(tf.stack(parts, axis + 1), shape, batch)];
    };
  },
};
