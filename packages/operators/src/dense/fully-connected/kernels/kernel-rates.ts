import type { RateTable } from '../../../kernel/kernel-cost.ts';

/** Measured on an emulated Cortex-M4F by tools/kernel-rates.ts. */
// prettier-ignore
export const rates: RateTable = {
  tml_fully_connected_direct_plain_s8_dsp: {
    fast: { call: [20, 28], row: [50, 70], four: [49, 66], step: [20, 25], round: [1, 2], left: [20, 28], leftStep: [10, 13] },
    small: { call: [20, 28], row: [50, 70], four: [49, 66], step: [20, 25], round: [4, 8], left: [20, 28], leftStep: [10, 13] },
  },
  tml_fully_connected_direct_s8_dsp: {
    fast: { call: [20, 28], row: [50, 70], four: [45, 62], step: [17, 22], round: [1, 2], left: [20, 28], leftStep: [10, 13] },
    small: { call: [20, 28], row: [50, 70], four: [45, 62], step: [17, 22], round: [4, 8], left: [20, 28], leftStep: [10, 13] },
  },
  tml_fully_connected_eights_s8: {
    fast: { call: [32.4, 43.2], row: [9.29, 9.73], group: [12, 13.7], step: [18.6, 26.7], left: [9.63, 9.68], leftStep: [5.01, 7.97], result: [25.4, 39.6] },
    small: { call: [55.1, 60.1], row: [10.2, 10.4], group: [12.4, 14.7], step: [18.8, 26.9], left: [10, 10], leftStep: [6.01, 10.9], result: [29.6, 47.7] },
  },
  tml_fully_connected_f32: {
    fast: { call: [0, 0], row: [2.51, 0], input: [0, 0], four: [9.48, 8.47], left: [9.93, 10.6], product: [5.26, 7.48], leftProduct: [9.41, 15] },
    small: { call: [0, 0], row: [2.01, 1.62], input: [0, 0], four: [64.4, 39], left: [7.35, 8.2], product: [2.62, 6.58], leftProduct: [7.57, 14.7] },
  },
  tml_fully_connected_f32_f16w: {
    fast: { call: [44.6, 48.9], row: [9.78, 9.95], input: [8.26, 9.63], four: [10.7, 10.9], left: [9.35, 9.86], product: [8.12, 13.3], leftProduct: [4.78, 8.9] },
    small: { call: [41.9, 51.3], row: [9.68, 10.1], input: [1.42, 4.18], left: [10.2, 11.3], leftProduct: [11.4, 20.3], four: [10.7, 10.9], product: [8.12, 13.3] },
  },
  tml_fully_connected_fours_s8: {
    fast: { call: [35.6, 39.9], row: [9.43, 9.6], group: [15.1, 17.9], step: [9.78, 11.4], left: [10, 10], leftStep: [4.53, 6.42], result: [30.6, 41.5] },
    small: { call: [50.4, 56], row: [10, 10.2], group: [15, 18.2], step: [9.6, 11.9], left: [10, 10], leftStep: [3.83, 5.24], result: [30, 42.6] },
  },
  tml_fully_connected_packed4_s8_dsp: {
    fast: { call: [98.4, 120], row: [17.1, 19.9], widening: [22.8, 33.2], four: [47.1, 58.9], step: [27.9, 35.6], round: [17.9, 22.3] },
    small: { call: [58, 60.4], row: [12.6, 13.3], widening: [16.2, 17.9], four: [45, 55.6], step: [28.1, 36.2], round: [19.1, 23.1] },
  },
  tml_fully_connected_plain_s8_dsp: {
    fast: { call: [20, 65], row: [8.8, 10.6], widening: [9.32, 13.2], four: [27.9, 38.7], step: [15.9, 21.2], round: [22.5, 32] },
    small: { call: [20, 20], row: [20, 20], widening: [13, 16], four: [52, 67], step: [18, 24], round: [3, 7] },
  },
  tml_fully_connected_s16_dsp: {
    fast: { call: [60, 75], row: [40, 50], widening: [6, 8], four: [70, 86], step: [19.5, 23.5], round: [3, 7], limited: [4, 5.5] },
    small: { call: [60, 75], row: [40, 50], widening: [6, 8], four: [70, 86], step: [20, 26], round: [4, 8], limited: [4, 5.5] },
  },
  tml_fully_connected_s8: {
    fast: { call: [41.6, 29.7], row: [9.67, 9.19], input: [0, 0], four: [49.7, 49.7], left: [33.7, 41], product: [4.63, 6.38], leftProduct: [5.68, 8.85] },
    small: { call: [47.8, 101], row: [44.6, 49.4], input: [0, 0], four: [92.1, 77], left: [54.4, 67.3], product: [7.2, 11.1], leftProduct: [5.15, 9.04] },
  },
  tml_fully_connected_s8_dsp: {
    fast: { call: [17.3, 61.1], row: [82.3, 91.9], widening: [10.8, 18.2], four: [32.1, 48.2], step: [12.7, 16.5], round: [12.1, 29.1] },
    small: { call: [20, 20], row: [20, 20], widening: [13, 16], four: [36, 50], step: [14, 20], round: [3, 7] },
  },
};
