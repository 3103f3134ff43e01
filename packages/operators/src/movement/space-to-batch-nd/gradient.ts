import { elementCount, required } from '@tinyml/core';
import type { Gradient, Tensor } from '@tinyml/training';
import { spatialPairs } from '../space-batch-gradient.ts';

/** One spatial dimension at a time, the last first: [n, a·…, w / b, b, …] → [n, b, a·…, w / b, …]. */
export const gradient: Gradient<'space_to_batch_nd'> = {
  prepare({ tf, tools: { apart, together }, inputs, outputs }) {
    const { shape } = required(inputs[0]);
    const block = required(inputs[1]).numbers();
    const pairs = spatialPairs(shape, required(inputs[2]));
    const result = required(outputs[0]);
    return ([operand], { batch }) => {
      let x: Tensor = tf.pad(apart(required(operand), shape, batch), pairs);
      for (let axis = block.length + 1; axis >= 2; axis--) {
        const size = block[axis - 2] as number;
        const outer = x.shape.slice(1, axis);
        const here = (x.shape[axis] as number) / size;
        const inner = x.shape.slice(axis + 1);
        const phases = x.reshape([batch, elementCount(outer), here, size, elementCount(inner)]);
        const [first = 1, ...others] = outer;
        x = tf.transpose(phases, [0, 3, 1, 2, 4]).reshape([batch, size * first, ...others, here, ...inner]);
      }
      return [together(x, result, batch)];
    };
  },
};
