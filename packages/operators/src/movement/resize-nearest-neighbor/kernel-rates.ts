import type { RateTable } from '../../kernel/kernel-cost.ts';

/** Measured on an emulated Cortex-M4F by tools/kernel-rates.ts. */
// prettier-ignore
export const rates: RateTable = {
  tml_resize_nearest_neighbor: {
    fast: { call: [124, 92.4], copy: [6.99, 11.8], byte: [0, 0] },
    small: { call: [59.6, 62], copy: [31.7, 37.6], byte: [0.424, 4.12] },
  },
};
