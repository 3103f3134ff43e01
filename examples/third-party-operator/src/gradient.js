/**
 * The wave in TensorFlow.js, which differentiates it: a floor counts as constant, so slopes are 1 and −1.
 *
 * @type {import('@tinyml/training').Gradient}
 */
export const gradient = {
  prepare:
    ({ tf }) =>
    ([x]) => {
      const shifted = tf.sub(x, 1);
      const inPeriod = tf.sub(shifted, tf.mul(tf.floor(tf.div(shifted, 4)), 4));
      return [tf.sub(tf.abs(tf.sub(inPeriod, 2)), 1)];
    },
};
