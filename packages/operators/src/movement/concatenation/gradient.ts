import { required, resolveAxis } from '@tinyml/core';
import type { Gradient } from '@tinyml/training';

/** Operands side by side: along the first dimension only within a sample. */
export const gradient: Gradient<'concatenation'> = {
  prepare({ tf, tools: { spread, together }, attrs, inputs, outputs }) {
    const shape = required(outputs[0]);
    const axis = resolveAxis(attrs.axis, shape.length);
    const parts = inputs.map(required);
    const plain = axis > 0 && parts.every(({ batched }) => batched);
    return (operands, { batch }) => {
      const tensors = operands.map(required);
      if (plain || batch === 1) return [tf.concat(tensors, axis)];
      const apart = tensors.map((tensor, i) => spread(tensor, required(parts[i]), batch));
      return [together(tf.concat(apart, axis + 1), shape, batch)];
    };
  },
};
