import { required } from '@tinyml/core';
import type { Gradient, Tensor4D } from '@tinyml/training';
import { withBias } from '../filter-gradient.ts';

/** Filters are stored as [o, h, w, c] in the graph and as [h, w, o, c] in TensorFlow. The output shape is the result's own. */
export const gradient: Gradient<'transpose_conv'> = {
  prepare({ tf, tools, attrs, outputs }) {
    const [first = 1, height = 1, width = 1, channels = 1] = required(outputs[0]);
    const activate = tools.activate(attrs.activation);
    return ([, weights, x, bias], { batch }) => {
      const filter = tf.transpose(required(weights) as Tensor4D, [1, 2, 0, 3]);
      const shape: [number, number, number, number] = [batch * first, height, width, channels];
      const y = tf.conv2dTranspose(required(x) as Tensor4D, filter, shape, [...attrs.strides], attrs.padding);
      return [activate(withBias(tf, y, bias))];
    };
  },
};
