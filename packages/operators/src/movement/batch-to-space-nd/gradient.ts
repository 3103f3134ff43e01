import { elementCount, required } from '@tinyml/core';
import type { Gradient, Tensor } from '@tinyml/training';
import { spatialPairs } from '../space-batch-gradient.ts';

/** One spatial dimension at a time, the first one first: [n, b, a·…, w, …] → [n, a·…, w, b, …]; then a crop. */
export const gradient: Gradient<'batch_to_space_nd'> = {
  prepare({ tf, tools: { apart, together }, inputs, outputs }) {
    const { shape } = required(inputs[0]);
    const block = required(inputs[1]).numbers();
    const crops = spatialPairs(shape, required(inputs[2]));
    const result = required(outputs[0]);
    return ([operand], { batch }) => {
      let x: Tensor = apart(required(operand), shape, batch);
      block.forEach((size, i) => {
        const axis = i + 2;
        const [first = 1, ...others] = x.shape.slice(1, axis);
        const here = x.shape[axis] as number;
        const inner = x.shape.slice(axis + 1);
        const phases = x.reshape([batch, size, (first / size) * elementCount(others), here, elementCount(inner)]);
        const back = tf.transpose(phases, [0, 2, 3, 1, 4]);
        x = back.reshape([batch, first / size, ...others, here * size, ...inner]);
      });
      const begin = crops.map(([before]) => before);
      const sizes = x.shape.map((size, axis) => size - (crops[axis]?.[0] ?? 0) - (crops[axis]?.[1] ?? 0));
      return [together(tf.slice(x, begin, sizes), result, batch)];
    };
  },
};
