import type { RateTable } from '../../kernel/kernel-cost.ts';

/** Measured on an emulated Cortex-M4F by tools/kernel-rates.ts. */
// prettier-ignore
export const rates: RateTable = {
  tml_minimum_f32: {
    fast: { call: [0, 2.14], row: [6.88, 8.09], element: [8.45, 11.4] },
    small: { call: [0, 7.84], row: [7.43, 8.31], element: [9.43, 12.3] },
  },
  tml_minimum_s8: {
    fast: { call: [49.4, 50.4], row: [9.98, 10], element: [8.21, 11.2] },
    small: { call: [49.7, 50.4], row: [9.99, 10], element: [9.2, 11.2] },
  },
};
