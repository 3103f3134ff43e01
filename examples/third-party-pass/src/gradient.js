/**
 * The rational function in TensorFlow.js, which differentiates it. Types alone come from @tinyml/training: who does not train
 * needs neither.
 *
 * @type {import('@tinyml/training').Gradient}
 */
export const gradient = {
  prepare:
    ({ tf }) =>
    ([operand]) => {
      const x = tf.clipByValue(operand, -3, 3);
      const square = tf.square(x);
      return [tf.div(tf.mul(x, tf.add(square, 27)), tf.add(tf.mul(square, 9), 27))];
    },
};
