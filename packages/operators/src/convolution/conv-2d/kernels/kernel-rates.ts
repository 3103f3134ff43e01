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
  tml_conv_2d_f32: {
    fast: { call: [57, 60], position: [19.7, 23.6], result: [39.1, 50.8], run: [24.8, 22.9], leftRun: [30.6, 39.8], product: [4.12, 9.97], leftProduct: [0.105, 3.49], input: [25.8, 32.6] },
    small: { call: [46.4, 55.2], position: [26.8, 32.6], result: [78.2, 93.1], leftRun: [26.6, 61.4], leftProduct: [0, 0], input: [0, 9.75], run: [24.8, 22.9], product: [4.12, 9.97] },
  },
  tml_conv_2d_s8: {
    fast: { call: [53.6, 53.2], position: [38, 39], result: [51.5, 64.7], run: [44.7, 62], leftRun: [11.2, 11.8], product: [2.89, 4.37], leftProduct: [8.91, 13], input: [2.52, 3.54] },
    small: { call: [77.9, 67.6], position: [4.88, 12.1], result: [20, 36.7], run: [21.7, 32.1], leftRun: [19.4, 25.5], product: [5.64, 7.12], leftProduct: [9.03, 14.4], input: [20.3, 27.1] },
  },
};
