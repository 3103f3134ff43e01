import type { RateTable } from './kernel-cost.ts';

/** Measured on an emulated Cortex-M4F by tools/kernel-rates.ts. */
// prettier-ignore
export const rates: RateTable = {
  tml_lookup_s8: {
    fast: { call: [0.866, 7.47], element: [3.87, 4.84] },
    small: { call: [0, 0], element: [8.59, 14.6] },
  },
};
