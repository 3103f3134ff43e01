import type { RateTable } from '../../kernel/kernel-cost.ts';

/** Measured on an emulated Cortex-M4F by tools/kernel-rates.ts. */
// prettier-ignore
export const rates: RateTable = {
  tml_mul_f32: {
    fast: { call: [50.6, 51.5], row: [10, 10.1], element: [11.7, 14.2] },
    small: { call: [52.5, 54.5], row: [10.1, 10.2], element: [17.3, 22.9] },
  },
  tml_mul_s8: {
    fast: { call: [26, 25.7], row: [33.2, 39.3], element: [25.9, 25.2] },
    small: { call: [106, 102], row: [34.9, 51.2], element: [37.3, 42.8] },
  },
};
