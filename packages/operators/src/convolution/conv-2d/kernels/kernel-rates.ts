import type { RateTable } from '../../../kernel/kernel-cost.ts';

/** Measured on an emulated Cortex-M4F by tools/kernel-rates.ts. */
// prettier-ignore
export const rates: RateTable = {
  tml_conv_2d_1x1_plain_s8_dsp: {
    fast: { call: [20, 20], row: [20, 20], widening: [13, 16], four: [52, 67], step: [18, 24], round: [3, 7] },
    small: { call: [20, 20], row: [20, 20], widening: [13, 16], four: [52, 67], step: [18, 24], round: [3, 7] },
  },
  tml_conv_2d_1x1_s8_dsp: {
    fast: { call: [52.3, 55.2], row: [15.4, 21.2], widening: [16.9, 24.8], four: [25.5, 42.2], step: [10.4, 14.4], round: [22.5, 36.2] },
    small: { call: [3.51, 23.3], row: [20.6, 30.9], widening: [27.2, 41.5], four: [31.9, 47.5], step: [12.5, 16.3], round: [7.13, 22] },
  },
  tml_conv_2d_blocked_s8: {
    fast: { call: [46.7, 45.6], turn: [9.51, 10.7], line: [39.1, 40], edge: [11.3, 11.3], value: [5.43, 9.01], group: [12, 13.6], step: [15.6, 19.7], left: [17.2, 18.7], leftStep: [7.49, 13], result: [25.9, 39.2] },
    small: { call: [45.7, 41.7], turn: [17.5, 19.5], line: [63.5, 75.7], edge: [10, 10.1], value: [6.99, 16.7], group: [10.4, 11.9], step: [16.4, 20.4], result: [27.9, 42.9], left: [17.2, 18.7], leftStep: [7.49, 13] },
  },
  tml_conv_2d_f32: {
    fast: { call: [57, 60], position: [19.7, 23.6], result: [39.1, 50.8], run: [24.8, 22.9], leftRun: [30.6, 39.8], product: [4.12, 9.97], leftProduct: [0.105, 3.49], input: [25.8, 32.6] },
    small: { call: [46.4, 55.2], position: [26.8, 32.6], result: [78.2, 93.1], leftRun: [26.6, 61.4], leftProduct: [0, 0], input: [0, 9.75], run: [24.8, 22.9], product: [4.12, 9.97] },
  },
  tml_conv_2d_pairs_s8: {
    fast: { call: [47.1, 47.2], turn: [12.6, 12.8], line: [30.6, 31.1], edge: [11, 11], value: [6.29, 9.82], group: [17.2, 20.1], step: [7.36, 8.9], left: [11.3, 12.1], leftStep: [22, 29.3], result: [38.9, 50.3] },
    small: { call: [44.5, 44.5], turn: [11.5, 12.3], line: [24.3, 29.1], edge: [10.6, 10.5], value: [9.68, 17.7], group: [16.8, 20.1], step: [7.88, 9.76], result: [39.8, 54.9], left: [11.3, 12.1], leftStep: [22, 29.3] },
  },
  tml_conv_2d_s8: {
    fast: { call: [53.6, 53.2], position: [38, 39], result: [51.5, 64.7], run: [44.7, 62], leftRun: [11.2, 11.8], product: [2.89, 4.37], leftProduct: [8.91, 13], input: [2.52, 3.54] },
    small: { call: [77.9, 67.6], position: [4.88, 12.1], result: [20, 36.7], run: [21.7, 32.1], leftRun: [19.4, 25.5], product: [5.64, 7.12], leftProduct: [9.03, 14.4], input: [20.3, 27.1] },
  },
};
