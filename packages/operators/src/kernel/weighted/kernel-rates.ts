import type { RateTable } from '../kernel-cost.ts';

/** Measured on an emulated Cortex-M4F by tools/kernel-rates.ts. */
// prettier-ignore
export const rates: RateTable = {
  tml_coded_s8: {
    fast: { call: [4310, 5920], row: [17.6, 17.7], value: [24.7, 31.3], bit: [4.49, 6.94] },
    small: { call: [4510, 4330], row: [13.3, 47.2], value: [26.9, 41.2], bit: [5.19, 7.93] },
  },
  tml_packed4_s8: {
    fast: { call: [0, 0], row: [32.6, 31.5], value: [7.22, 8.81] },
    small: { call: [204, 401], row: [50.1, 71.6], value: [8.73, 12.9] },
  },
  tml_sparse_s8: {
    fast: { call: [50, 50], row: [10, 10], value: [9.07, 13.1] },
    small: { call: [50, 50], row: [10, 10], value: [10.1, 16.1] },
  },
};
