import type { RateTable } from '../../kernel/kernel-cost.ts';

/** Measured on an emulated Cortex-M4F by tools/kernel-rates.ts. */
// prettier-ignore
export const rates: RateTable = {
  tml_batch_to_space_nd: {
    fast: { call: [0, 0], copy: [9.32, 10.5], byte: [0.00952, 0.609] },
    small: { call: [108, 92.8], copy: [8.75, 2.1], byte: [2.68, 5.27] },
  },
};
