import { required, resolveAxis } from '@tinyml/core';
import type { Gradient } from '@tinyml/training';

export const gradient: Gradient<'split'> = {
  prepare({ tf, tools: { apart, together }, attrs, inputs, outputs }) {
    const { shape } = required(inputs[1]);
    const axis = resolveAxis(required(required(inputs[0]).numbers()[0]), shape.length);
    if (attrs.numSplits === 1) return ([, x]) => [required(x)];
    return ([, x], { batch }) => {
      const parts = tf.split(apart(required(x), shape, batch), attrs.numSplits, axis + 1);
      return parts.map((part, i) => together(part, required(outputs[i]), batch));
    };
  },
};
