import type { RateTable } from '../../kernel/kernel-cost.ts';

/** Measured on an emulated Cortex-M4F by tools/kernel-rates.ts. */
// prettier-ignore
export const rates: RateTable = {
  tml_space_to_batch_nd: {
    fast: { call: [0, 0], copy: [7.98, 10.9], byte: [0, 0.391] },
    small: { call: [71.8, 67.8], copy: [24.4, 27.3], byte: [2.31, 4.45] },
  },
};
