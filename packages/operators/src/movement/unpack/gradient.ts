import { required, resolveAxis } from '@tinyml/core';
import type { Gradient } from '@tinyml/training';

export const gradient: Gradient<'unpack'> = {
  prepare({ tf, tools: { apart, together }, attrs, inputs, outputs }) {
    const { shape } = required(inputs[0]);
    const axis = resolveAxis(attrs.axis, shape.length);
    // Of a single part, TensorFlow.js has no gradient.
    if (attrs.count === 1) return ([x], { batch }) => [together(required(x), required(outputs[0]), batch)];
    return ([x], { batch }) => {
      const parts = tf.unstack(apart(required(x), shape, batch), axis + 1);
      return parts.map((part, i) => together(part, required(outputs[i]), batch));
    };
  },
};
