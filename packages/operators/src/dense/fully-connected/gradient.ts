import { required } from '@tinyml/core';
import type { Gradient, Tensor2D } from '@tinyml/training';

/** Rows of the weights' width, whatever the input's shape; weights are stored as [o, k]. */
export const gradient: Gradient<'fully_connected'> = {
  prepare({ tf, tools, attrs, inputs, outputs }) {
    const [, depth = 1] = required(inputs[1]).shape;
    const shape = required(outputs[0]);
    const activate = tools.activate(attrs.activation);
    return ([operand, weights, bias], { batch }) => {
      const x = required(operand);
      const rows = x.rank === 2 && x.shape[1] === depth ? x : x.reshape([-1, depth]);
      const product = tf.matMul(rows as Tensor2D, required(weights) as Tensor2D, false, true);
      return [tools.together(activate(bias == null ? product : tf.add(product, bias)), shape, batch)];
    };
  },
};
