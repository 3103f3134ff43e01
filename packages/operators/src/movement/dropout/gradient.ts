import { required } from '@tinyml/core';
import type { Gradient } from '@tinyml/training';

/** Inverted dropout: what stays is scaled by 1 / (1 − rate), so that nothing is left to do at inference. */
export const gradient: Gradient<'dropout'> = {
  prepare:
    ({ tf, attrs: { rate } }) =>
    ([operand], { options }) => {
      const x = required(operand);
      const { training, random } = options;
      if (!training || random === undefined || rate === 0) return [x];
      const mask = Float32Array.from({ length: x.size }, () => (random() < rate ? 0 : 1 / (1 - rate)));
      return [tf.mul(x, tf.tensor(mask, x.shape))];
    },
};
