import type { Tensor } from '@tensorflow/tfjs';
import type { Affine } from '@tinyml/passes';
import type { Tf } from '../backend.ts';

/** The greatest float32 below ½. Added in place of ½ it does not carry 0.49999997 up to 1; every other sum is rounded alike. */
const half = 0.5 - 2 ** -25;

/** Ties away from zero, as TensorFlow Lite rounds; exact for magnitudes below 2²². */
const roundHalfAway = (x: Tensor): Tensor => x.abs().add(half).floor().mul(x.sign());

/** The same for numbers ≥ 0. */
const roundHalfUp = (x: Tensor): Tensor => x.add(half).floor();

/**
 * The values that int8 with these parameters lets pass, as quantise and dequantise of TensorFlow Lite would give them.
 * The gradient goes straight through where x is within the range, and is 0 where it was clipped
 * (Jacob et al., "Quantization and Training of Neural Networks for Efficient Integer-Arithmetic-Only Inference", 2018).
 */
export const fakeQuantActivation = (tf: Tf, x: Tensor, { scale, zeroPoint }: Affine): Tensor => {
  const [low, high] = [-128 - zeroPoint, 127 - zeroPoint];
  return tf.customGrad((given, save) => {
    const input = given as Tensor;
    (save as (tensors: Tensor[]) => void)([input]);
    // The bounds are whole: clipped first, a tensor without negative values is rounded in fewer steps.
    const steps = input.div(scale).clipByValue(low, high);
    return {
      value: (low < 0 ? roundHalfAway(steps) : roundHalfUp(steps)).mul(scale),
      gradFunc: (gradient: Tensor | Tensor[], saved: Tensor[]) => {
        const [kept] = saved as [Tensor];
        const inside = kept.clipByValue(low * scale, high * scale).equal(kept);
        return (gradient as Tensor).mul(inside.cast('float32'));
      },
    };
  })(x);
};

/** Where the weights' symmetric, narrow range ends: 127 steps for 8 bits, 7 for 4. */
export const weightLimit = (bits: number): number => 2 ** (bits - 1) - 1;

/**
 * Weights rounded to at most ±`limit` steps of the largest magnitude: one step size per index along `axis`, or one for
 * the tensor. Nothing is clipped, so the gradient goes straight through everywhere.
 */
export const fakeQuantWeights = (tf: Tf, weights: Tensor, axis: number | undefined, limit: number): Tensor => {
  const others = weights.shape.map((_, i) => i).filter((i) => i !== axis);
  return tf.customGrad((given) => {
    const magnitude = (given as Tensor).abs().max(others, true);
    // An index without weights: any step will do.
    const scale = tf.where(magnitude.greater(0), magnitude.div(limit), tf.onesLike(magnitude));
    const value = roundHalfAway((given as Tensor).div(scale))
      .clipByValue(-limit, limit)
      .mul(scale);
    return { value, gradFunc: (gradient: Tensor | Tensor[]) => gradient as Tensor };
  })(weights);
};
