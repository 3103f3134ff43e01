import { required, sameShape } from '@tinyml/core';
import type { Gradient, Tensor, Tf } from '@tinyml/training';

type Optional = Tensor | null | undefined;

/** Share of the old moving statistics that a step of training keeps, where the model does not say: Keras's default. */
const usualMomentum = 0.99;

const normalize = (tf: Tf, x: Tensor, [mean, variance, gamma, beta]: readonly Optional[], epsilon: number): Tensor => {
  const inverse = tf.rsqrt(tf.add(required(variance), epsilon));
  const factor = gamma == null ? inverse : tf.mul(gamma, inverse);
  const centred = tf.mul(tf.sub(x, required(mean)), factor);
  return beta == null ? centred : tf.add(centred, beta);
};

/**
 * With the moving statistics; in training with those of the batch, which the moving ones follow: the variance without
 * bias, n / (n − 1), as in Keras. Gradients flow through the batch's statistics.
 */
export const gradient: Gradient<'batch_normalization'> = {
  runsBySample: ({ inputs }) => [1, 2, 3, 4].some((index) => inputs[index]?.batched === true),
  prepare({ tf, attrs, inputs, inputIds }) {
    const { shape } = required(inputs[0]);
    const [, meanId, varianceId] = inputIds;
    const momentum = attrs.momentum ?? usualMomentum;
    return ([operand, moving, movingVariance, gamma, beta], { options }) => {
      const whole = required(operand);
      // Samples that are vectors lie in one vector.
      const x = shape.length === 1 ? whole.reshape([-1, ...shape]) : whole;
      const finish = (statistics: readonly Optional[]): readonly Tensor[] => {
        const y = normalize(tf, x, [...statistics, gamma, beta], attrs.epsilon);
        return [sameShape(y.shape, whole.shape) ? y : y.reshape(whole.shape)];
      };
      if (!options.training) return finish([moving, movingVariance]);
      const axes = x.shape.slice(0, -1).map((_, axis) => axis);
      const { mean, variance } = tf.moments(x, axes);
      const count = x.size / (x.shape.at(-1) ?? 1);
      const follow = (id: string | null | undefined, old: Optional, value: Tensor): void => {
        if (id == null || old == null || options.state === undefined) return;
        options.state(id, tf.add(tf.mul(old, momentum), tf.mul(value, 1 - momentum)));
      };
      follow(meanId, moving, mean);
      follow(varianceId, movingVariance, tf.mul(variance, count / Math.max(1, count - 1)));
      return finish([mean, variance]);
    };
  },
};
