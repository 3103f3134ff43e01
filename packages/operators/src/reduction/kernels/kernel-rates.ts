import type { RateTable } from '../../kernel/kernel-cost.ts';

/** Measured on an emulated Cortex-M4F by tools/kernel-rates.ts. */
// prettier-ignore
export const rates: RateTable = {
  tml_mean_s8: {
    fast: { call: [0, 0], result: [16.1, 9.38], run: [0, 0], element: [5.16, 8.23] },
    small: { call: [195, 292], result: [56.5, 71.3], run: [14, 26.4], element: [3.87, 6.3] },
  },
};
