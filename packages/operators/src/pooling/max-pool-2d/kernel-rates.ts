import type { RateTable } from '../../kernel/kernel-cost.ts';

/** Measured on an emulated Cortex-M4F by tools/kernel-rates.ts. */
// prettier-ignore
export const rates: RateTable = {
  tml_max_pool_2d_f32: {
    fast: { call: [48.7, 49.1], position: [8.6, 9.07], result: [6.69, 7.86], leftRow: [2.37, 5.15], leftTap: [9.03, 10.6] },
    small: { call: [50.2, 50.5], position: [10.3, 10.6], result: [10.7, 11.7], leftRow: [11.9, 14.7], leftTap: [12.6, 19.5] },
  },
  tml_max_pool_2d_s8: {
    fast: { call: [49.7, 49.7], position: [9.58, 9.66], result: [8.75, 8.98], leftRow: [6.66, 7.28], leftTap: [3.98, 5.1] },
    small: { call: [0, 0], position: [0, 0], result: [0, 0], leftRow: [0, 0], leftTap: [12.1, 15.1] },
  },
  tml_max_pool_2d_s8_dsp: {
    fast: { call: [50.3, 53.3], position: [9.3, 9.74], result: [1.52, 3.38], square: [7.36, 4.12], four: [10.5, 14.2], row: [10.9, 17.6], tap: [9.98, 12.7] },
    small: { call: [49.9, 49.9], position: [9.27, 9.35], result: [1.23, 2.18], square: [7.81, 8.05], four: [10.5, 14.2], row: [10.9, 17.6], tap: [9.98, 12.7] },
  },
};
