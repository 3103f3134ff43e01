import type { RateTable } from '../../kernel/kernel-cost.ts';

/** Measured on an emulated Cortex-M4F by tools/kernel-rates.ts. */
// prettier-ignore
export const rates: RateTable = {
  tml_maximum_f32: {
    fast: { call: [49.4, 50.8], row: [9.98, 10], element: [8.21, 12.2] },
    small: { call: [49.7, 50.7], row: [9.99, 10], element: [9.19, 12.1] },
  },
  tml_maximum_s8: {
    fast: { call: [49, 49.7], row: [9.96, 9.99], element: [7.2, 9.17] },
    small: { call: [49.4, 50.1], row: [9.98, 10], element: [8.21, 10.2] },
  },
};
