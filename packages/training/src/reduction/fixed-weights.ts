import type { ValueId } from '@tinyml/core';
import type { MakeTechnique } from '../technique.ts';

/** Training with the parameters `ids` as they are: in the network they are constants, which no gradient reaches. */
export const fixedWeights =
  (ids: readonly ValueId[]): MakeTechnique =>
  ({ tf, network }) => {
    const fixed = new Map(network.parameters.filter(({ id }) => ids.includes(id)).map((item) => [item.id, item]));
    return {
      weight(id, value) {
        const constant = fixed.get(id);
        return constant === undefined ? value : tf.tensor(constant.data, [...constant.shape]);
      },
    };
  };
