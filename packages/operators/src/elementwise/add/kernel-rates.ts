import type { RateTable } from '../../kernel/kernel-cost.ts';

/** Measured on an emulated Cortex-M4F by tools/kernel-rates.ts. */
// prettier-ignore
export const rates: RateTable = {
  tml_add_f32: {
    fast: { call: [62.8, 5.59], row: [14.7, 31.8], element: [13, 15.8] },
    small: { call: [174, 217], row: [34.1, 46.7], element: [14.8, 19.1] },
  },
  tml_add_s8: {
    fast: { call: [236, 273], row: [17.8, 19.3], element: [71.6, 77.8] },
    small: { call: [88.6, 131], row: [31.4, 37.4], element: [95.9, 127] },
  },
};
