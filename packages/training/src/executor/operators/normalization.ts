import type { Tf } from '../../backend.ts';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs';
import { operand, reshaped } from '../layout.ts';
import type { Lower } from '../lowering.ts';

/** Share of the old moving statistics that a step of training keeps, where the model does not say: Keras's default. */
export const usualMomentum = 0.99;

const normalise = (
  tf: Tf,
  x: Tensor,
  [mean, variance, gamma, beta]: readonly (Tensor | null | undefined)[],
  epsilon: number,
): Tensor => {
  const spread = tf.rsqrt(tf.add(operand([variance], 0), epsilon));
  const factor = gamma == null ? spread : tf.mul(gamma, spread);
  const centred = tf.mul(tf.sub(x, operand([mean], 0)), factor);
  return beta == null ? centred : tf.add(centred, beta);
};

/**
 * With the moving statistics; in training with those of the batch, where the moving ones follow: the variance without
 * bias, n / (n − 1), as in Keras. Gradients flow through the batch's statistics.
 */
export const lowerBatchNormalization: Lower<'batch_normalization'> = ({ tf, attrs, inputs, inputIds }) => {
  const { shape } = operand(inputs, 0);
  const [, meanId, varianceId] = inputIds;
  const momentum = attrs.momentum ?? usualMomentum;
  return (operands, { options }) => {
    const whole = operand(operands, 0);
    // Samples that are vectors lie in one vector.
    const x = shape.length === 1 ? whole.reshape([-1, ...shape]) : whole;
    const [, moving, movingVariance, gamma, beta] = operands;
    const finish = (statistics: readonly (Tensor | null | undefined)[]): readonly Tensor[] => [
      reshaped(normalise(tf, x, [...statistics, gamma, beta], attrs.epsilon), whole.shape),
    ];
    if (!options.training) return finish([moving, movingVariance]);
    const axes = x.shape.slice(0, -1).map((_, axis) => axis);
    const { mean, variance } = tf.moments(x, axes);
    const count = x.size / (x.shape.at(-1) ?? 1);
    const follow = (id: string | null | undefined, old: Tensor | null | undefined, value: Tensor): void => {
      if (id == null || old == null || options.state === undefined) return;
      options.state(id, tf.add(tf.mul(old, momentum), tf.mul(value, 1 - momentum)));
    };
    follow(meanId, moving, mean);
    follow(varianceId, movingVariance, tf.mul(variance as Tensor1D, count / Math.max(1, count - 1)));
    return finish([mean, variance]);
  };
};

/** Inverted dropout: what stays is scaled by 1 / (1 − rate), so that nothing is left to do at inference. */
export const lowerDropout: Lower<'dropout'> = ({ tf, attrs: { rate } }) => {
  return (operands, { options }) => {
    const x = operand(operands, 0);
    const { training, random } = options;
    if (!training || random === undefined || rate === 0) return [x];
    const mask = Float32Array.from({ length: x.size }, () => (random() < rate ? 0 : 1 / (1 - rate)));
    return [tf.mul(x, tf.tensor(mask, x.shape))];
  };
};
