import type { RateTable } from '../../kernel/kernel-cost.ts';

/** Measured on an emulated Cortex-M4F by tools/kernel-rates.ts. */
// prettier-ignore
export const rates: RateTable = {
  tml_average_pool_2d_f32: {
    fast: { call: [50.2, 51.4], position: [21.6, 28.5], result: [39.9, 58.2], leftRow: [3.29, 7.15], leftTap: [0, 0] },
    small: { call: [51.2, 52.4], position: [16.2, 20.3], result: [26.7, 37.6], leftRow: [14.6, 20.2], leftTap: [5.67, 11.1] },
  },
  tml_average_pool_2d_s8: {
    fast: { call: [49.8, 50.1], position: [9.79, 10.1], result: [9.36, 10.2], leftRow: [8.82, 10.3], leftTap: [6.94, 10.9] },
    small: { call: [0, 0], position: [83.9, 80.6], result: [37, 65], leftRow: [8.41, 16.5], leftTap: [3.92, 5.27] },
  },
  tml_average_pool_2d_s8_dsp: {
    fast: { call: [0, 0], position: [10.4, 12.7], result: [40.6, 56.9], four: [15.8, 19.9], row: [3.14, 3.32], tap: [8.19, 11.2], leftRow: [17.2, 17.5], leftTap: [0.931, 4.31] },
    small: { call: [54.7, 62.3], position: [10.2, 10.5], result: [14.1, 20.8], four: [10.9, 12.5], row: [12.8, 17.4], tap: [18.4, 32.1], leftRow: [11.1, 12.9], leftTap: [13.4, 18.8] },
  },
};
