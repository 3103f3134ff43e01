import type { RateTable } from '../../kernel/kernel-cost.ts';

/** Measured on an emulated Cortex-M4F by tools/kernel-rates.ts. */
// prettier-ignore
export const rates: RateTable = {
  tml_sub_f32: {
    fast: { call: [51.1, 51.8], row: [10, 10.1], element: [13.2, 15.2] },
    small: { call: [51.5, 52.1], row: [10.1, 10.1], element: [14.2, 16.2] },
  },
  tml_sub_s8: {
    fast: { call: [57.9, 58.2], row: [11.6, 11.6], element: [48, 49.2] },
    small: { call: [66.1, 69.8], row: [13.2, 14], element: [87.3, 105] },
  },
};
