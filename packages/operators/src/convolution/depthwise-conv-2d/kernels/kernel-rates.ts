import type { RateTable } from '../../../kernel/kernel-cost.ts';

/** Measured on an emulated Cortex-M4F by tools/kernel-rates.ts. */
// prettier-ignore
export const rates: RateTable = {
  tml_depthwise_conv_2d_3x3_pool_s8_dsp_compact: {
    fast: { call: [48.3, 49.9], cycle: [1.06, 1.34], record: [10.9, 13.3], tap: [18.5, 39.9], row: [2.84, 6.52] },
    small: { call: [48.3, 49.9], cycle: [1.06, 1.34], record: [10.9, 13.3], tap: [18.5, 39.9], row: [2.84, 6.52] },
  },
  tml_depthwise_conv_2d_3x3_s8_dsp_compact: {
    fast: { call: [48.3, 49.8], cycle: [1.06, 1.35], record: [10.9, 13.2], tap: [18.5, 39.1], row: [2.88, 5.99] },
    small: { call: [48.3, 49.8], cycle: [1.06, 1.35], record: [10.9, 13.2], tap: [18.5, 39.1], row: [2.88, 5.99] },
  },
  tml_depthwise_conv_2d_f32: {
    fast: { call: [49.9, 50], position: [9.95, 10.2], result: [9.97, 10.4], run: [9.68, 9.84], leftRun: [11.3, 11.6], product: [6.42, 8.19], leftProduct: [12.3, 18.1], input: [0.29, 0] },
    small: { call: [49.9, 50.1], position: [9.85, 9.91], result: [10.9, 13.9], run: [9.7, 10.2], leftRun: [14.2, 21.1], product: [6.62, 12.7], leftProduct: [15.1, 27.2], input: [0.464, 0.123] },
  },
  tml_depthwise_conv_2d_f32_f16w: {
    fast: { call: [50, 50.1], position: [9.65, 9.78], result: [11.6, 12.3], leftRun: [15.6, 17.4], leftProduct: [12.5, 17.8], input: [6.01, 7.52] },
    small: { call: [50.1, 50.4], position: [9.78, 9.97], result: [12.5, 14.7], leftRun: [18.3, 24.6], leftProduct: [19.2, 33.4], input: [7.51, 9.9] },
  },
  tml_depthwise_conv_2d_s16_dsp: {
    fast: { call: [60, 75], pixel: [60, 75], result: [19, 22], row: [3.5, 5], tap: [2.9, 3.9], limited: [4, 5.5] },
    small: { call: [60, 75], pixel: [60, 75], result: [19, 22], row: [3.5, 5], tap: [2.9, 3.9], limited: [4, 5.5] },
  },
  tml_depthwise_conv_2d_s8: {
    fast: { call: [50.1, 50.3], position: [12.4, 12.4], result: [46, 56.1], run: [14.7, 22.4], leftRun: [9.95, 10.8], product: [5.5, 8.36], leftProduct: [13.8, 18.8], input: [0.104, 0] },
    small: { call: [37.7, 27.3], position: [10.2, 9.95], result: [56.1, 75.7], run: [13.8, 14.9], leftRun: [12, 13.9], product: [6.78, 11], leftProduct: [12.1, 15.8], input: [0, 0] },
  },
  tml_depthwise_conv_2d_s8_dsp_compact: {
    fast: { call: [48.6, 47.8], cycle: [1.18, 1.75], record: [9.87, 9.8], tap: [34.4, 46.9], row: [9.97, 9.95] },
    small: { call: [48.6, 47.8], cycle: [1.18, 1.75], record: [9.87, 9.8], tap: [34.4, 46.9], row: [9.97, 9.95] },
  },
  tml_depthwise_conv_2d_sliding_s8: {
    fast: { call: [53.9, 57.5], plane: [26.5, 30.8], copy: [70.7, 99.8], value: [4.31, 7.62], line: [59.8, 77.8], four: [20.2, 28.2], filterRow: [27.5, 32.2], three: [24.5, 26.7], one: [4.84, 9.27], result: [25.7, 31.9] },
    small: { call: [49.7, 56.6], plane: [31, 38.2], copy: [68.2, 95.6], value: [5.18, 10.9], line: [64.2, 79.8], four: [24.6, 33.1], filterRow: [34.4, 38.6], three: [28.1, 35.6], one: [8.92, 15.9], result: [27.1, 36.5] },
  },
  tml_depthwise_conv_2d_stride1_s8_dsp_compact: {
    fast: { call: [48.6, 47.8], cycle: [1.18, 1.75], record: [9.87, 9.8], tap: [34.4, 46.9], row: [9.97, 9.95] },
    small: { call: [48.6, 47.8], cycle: [1.18, 1.75], record: [9.87, 9.8], tap: [34.4, 46.9], row: [9.97, 9.95] },
  },
  tml_depthwise_conv_2d_stride2_s8_dsp_compact: {
    fast: { call: [48.6, 47.8], cycle: [1.18, 1.75], record: [9.87, 9.8], tap: [34.4, 46.9], row: [9.97, 9.95] },
    small: { call: [48.6, 47.8], cycle: [1.18, 1.75], record: [9.87, 9.8], tap: [34.4, 46.9], row: [9.97, 9.95] },
  },
};
