import { required } from '@tinyml/core';
import type { Gradient, Tensor4D } from '@tinyml/training';
import { dilatedFilter, withBias } from '../filter-gradient.ts';
import { convolveChannel, isOneChannel } from './one-channel-gradient.ts';
import { convolveAndPoolChannel } from './one-channel-pool-gradient.ts';

/** Filters are stored as [o, h, w, c] in the graph and as [h, w, c, o] in TensorFlow. */
export const gradient: Gradient<'conv_2d'> = {
  prepare(request) {
    const { tf, tools, attrs } = request;
    const { strides, dilations, padding } = attrs;
    const activate = tools.activate(attrs.activation);
    if (isOneChannel(request)) {
      const convolve = convolveChannel(request);
      return ([x, filter, bias]) => [activate(withBias(tf, convolve(required(x), required(filter)), bias))];
    }
    return ([x, filter, bias]) => {
      const { image, mode } = tools.padImage(required(x), padding);
      const transposed = tf.transpose(required(filter) as Tensor4D, [1, 2, 3, 0]);
      const spread = dilatedFilter(tf, transposed, dilations);
      // TensorFlow.js has no groups.
      const groups = (image.shape[3] ?? 1) / (transposed.shape[2] ?? 1);
      const filters = groups === 1 ? [spread] : tf.split(spread as Tensor4D, groups, 3);
      const images = groups === 1 ? [image] : tf.split(image, groups, 3);
      const parts = filters.map((own, group) =>
        tf.conv2d(images[group] as Tensor4D, own as Tensor4D, [...strides], mode),
      );
      const y = parts.length === 1 ? (parts[0] as Tensor4D) : (tf.concat(parts, 3) as Tensor4D);
      return [activate(withBias(tf, y, bias))];
    };
  },
  fuse(request, reader) {
    const isBare = request.attrs.activation === 'none' && request.inputs.length === 2;
    return isBare && isOneChannel(request) ? convolveAndPoolChannel(request, reader) : undefined;
  },
};
