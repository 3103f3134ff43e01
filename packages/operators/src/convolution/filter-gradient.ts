import type { Pair } from '@tinyml/core';
import type { Tensor, Tensor4D, Tf } from '@tinyml/training';

/**
 * A filter [h, w, c, o] with zeros between its taps: what a dilation means. Native TensorFlow has no gradients of dilated
 * convolutions on a CPU.
 */
export const dilatedFilter = (tf: Tf, filter: Tensor4D, [dy, dx]: Pair): Tensor4D => {
  if (dy === 1 && dx === 1) return filter;
  const [h, w, c, o] = filter.shape;
  const rows = tf.pad(filter.reshape([h, 1, w, 1, c * o]), [
    [0, 0],
    [0, dy - 1],
    [0, 0],
    [0, dx - 1],
    [0, 0],
  ]);
  const whole = rows.reshape([h * dy, w * dx, c, o]);
  return tf.slice4d(whole as Tensor4D, [0, 0, 0, 0], [(h - 1) * dy + 1, (w - 1) * dx + 1, c, o]);
};

export const withBias = (tf: Tf, y: Tensor, bias: Tensor | null | undefined): Tensor =>
  bias == null ? y : tf.add(y, bias);
