import { required, resolveAxis } from '@tinyml/core';
import type { Gradient } from '@tinyml/training';

/** Slices of a batched tensor at constant indices, or of a constant at batched ones along its first axis. */
export const gradient: Gradient<'gather'> = {
  runsBySample({ attrs: { axis }, inputs: [x, indices] }) {
    const isFirst = axis === 0 || axis === -(x?.shape.length ?? 0);
    return indices?.batched === true && (x?.batched === true || !isFirst);
  },
  prepare({ tf, tools: { apart, together }, attrs, inputs, outputs }) {
    const x = required(inputs[0]);
    const axis = resolveAxis(attrs.axis, x.shape.length);
    const result = required(outputs[0]);
    return ([operand, positions], { batch }) => {
      const table = required(operand);
      const indices = required(positions).flatten().toInt();
      const found = x.batched
        ? tf.gather(apart(table, x.shape, batch), indices, axis + 1)
        : tf.gather(table, indices, axis);
      return [together(found, result, batch)];
    };
  },
};
