import type { Tensor, Variable } from '@tensorflow/tfjs';
import type { ValueId } from '@tinyml/core';
import type { MakeTechnique } from '../technique.ts';

/** Share of zeros from which weights count as pruned: trained weights are hardly ever 0 by chance. */
const prunedShare = 0.3;

/** True for weights (not biases and the like) that an earlier pass has pruned. */
const isPruned = (shape: readonly number[], data: Float32Array): boolean => {
  if (shape.length < 2) return false;
  let zeros = 0;
  for (const value of data) if (value === 0) zeros++;
  return zeros >= prunedShare * data.length;
};

/**
 * Weights that are 0 in a pruned tensor stay 0: a mask in the forward pass keeps gradients from them, so that the
 * sparsity that pruning reached survives whatever trains after it.
 */
export const keepZeros: MakeTechnique = ({ tf, network }) => {
  const masks = new Map<ValueId, Variable>();
  for (const { id, shape, data, trainable } of network.parameters) {
    if (!trainable || !isPruned(shape, data)) continue;
    const mask = data.map((value) => (value === 0 ? 0 : 1));
    masks.set(
      id,
      tf.tidy(() => tf.variable(tf.tensor(mask, [...shape]), false)),
    );
  }
  const masked = (id: ValueId, value: Tensor): Tensor => {
    const mask = masks.get(id);
    return mask === undefined ? value : value.mul(mask);
  };
  return { variables: [...masks.values()], weight: masked, finish: masked };
};

/** The option by which a pass lets its user decide, to spread into its `properties`. */
export const keepSparsityOption = {
  keepSparsity: {
    type: 'boolean',
    default: true,
    description: 'weights that are 0 in a pruned layer (at least 30 % zeros) stay 0',
  },
} as const;
