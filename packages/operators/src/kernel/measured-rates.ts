import type { RateTable } from './kernel-cost.ts';

/** By core. Fitted to the rows in tools/cores/rows by `pnpm bench:cores`, which writes this file. */
// prettier-ignore
export const measuredRates: Readonly<Record<string, RateTable>> = {
  'cortex-m55': {
    tml_average_pool_2d_s8: {
      fast: { call: [49.8, 50.1], position: [9.79, 10.1], result: [9.36, 10.2], leftRow: [8.82, 10.3], leftTap: [6.94, 10.9] },
      small: { call: [0.00774, 0.0154], position: [0, 0], result: [95.1, 150], leftRow: [0, 0], leftTap: [5.11, 8.24] },
    },
    tml_average_pool_2d_s8_dsp: {
      fast: { call: [0, 0.0327], position: [9, 9.72], result: [37.3, 47.6], four: [19.5, 21.2], row: [4.42, 4.83], tap: [6.95, 10.2], leftRow: [0, 2.13], leftTap: [0, 0.332] },
      small: { call: [54.9, 62.4], position: [10.5, 10.7], result: [21.6, 29.9], four: [12.1, 13.4], row: [15.9, 20.7], tap: [30.7, 53], leftRow: [11.1, 12.9], leftTap: [13.4, 18.8] },
    },
    tml_depthwise_conv_2d_3x3_s8_dsp_compact: {
      fast: { call: [48.3, 49.8], cycle: [1.06, 1.35], record: [10.9, 13.2], tap: [18.5, 39.1], row: [2.88, 5.99] },
      small: { call: [82.8, 102], cycle: [1.19, 1.56], record: [10.5, 13.1], tap: [9.33, 29.8], row: [3.96, 7.97] },
    },
    tml_depthwise_conv_2d_s8: {
      fast: { call: [50.1, 50.3], position: [12.4, 12.4], result: [46, 56.1], run: [14.7, 22.4], leftRun: [9.95, 10.8], product: [5.5, 8.36], leftProduct: [13.8, 18.8], input: [0.104, 0] },
      small: { call: [37.7, 27.3], position: [10.2, 9.95], result: [58.9, 80.2], run: [14.5, 15.6], leftRun: [12, 13.9], product: [7.57, 12.7], leftProduct: [12.1, 15.8], input: [0.0131, 0.0158] },
    },
    tml_depthwise_conv_2d_s8_dsp_compact: {
      fast: { call: [48.6, 47.8], cycle: [1.18, 1.75], record: [9.87, 9.8], tap: [34.4, 46.9], row: [9.97, 9.95] },
      small: { call: [54.5, 55.2], cycle: [1.41, 2.06], record: [7.98, 7.38], tap: [4.6, 18.4], row: [14.4, 15.8] },
    },
    tml_dequantize_s8: {
      fast: { call: [5.75, 6.03], element: [6.98, 11] },
      small: { call: [6.97, 8.74], element: [8.97, 15] },
    },
    tml_fully_connected_direct_s8_dsp: {
      fast: { call: [20, 28], row: [50, 70], four: [45, 62], step: [17, 22], round: [1, 2], left: [20, 28], leftStep: [10, 13] },
      small: { call: [25.4, 39.3], row: [81.6, 138], four: [42.9, 57.5], step: [17.1, 22.3], round: [3.91, 7.63], left: [20, 28], leftStep: [10.9, 13.8] },
    },
    tml_fully_connected_s8: {
      fast: { call: [41.6, 29.7], row: [9.67, 9.19], input: [0, 0], four: [49.7, 49.7], left: [33.7, 41], product: [4.63, 6.38], leftProduct: [5.68, 8.85] },
      small: { call: [0, 0], row: [0, 0], input: [0, 0], four: [208, 279], left: [0, 0], product: [4.32, 6.53], leftProduct: [8.56, 14] },
    },
    tml_lookup_s8: {
      fast: { call: [0.866, 7.47], element: [3.87, 5.22] },
      small: { call: [0, 0], element: [4, 5.75] },
    },
    tml_max_pool_2d_s8_dsp: {
      fast: { call: [0, 0], position: [0, 0], result: [1.85, 3.58], square: [7.74, 4.27], four: [10.1, 13.5], row: [9.62, 14.3], tap: [6.62, 7.22] },
      small: { call: [54.4, 60.5], position: [17.3, 27.2], result: [2.26, 4.09], square: [11.9, 11.7], four: [10.3, 14], row: [10.3, 16.6], tap: [8.39, 11.1] },
    },
    tml_mean_s8: {
      fast: { call: [0, 0], result: [23.2, 14.1], run: [0.0243, 0.0582], element: [4.1, 7.22] },
      small: { call: [202, 307], result: [33.8, 41.5], run: [12.5, 22.1], element: [3.72, 6.57] },
    },
    tml_mul_s8: {
      fast: { call: [26, 25.7], row: [33.2, 39.3], element: [28, 28] },
      small: { call: [106, 103], row: [34.9, 51.4], element: [41.9, 59.4] },
    },
    tml_quantize_s8: {
      fast: { call: [26, 32.1], element: [20.9, 40.9] },
      small: { call: [25.2, 29.3], element: [18.9, 36.9] },
    },
    tml_softmax_s8: {
      fast: { call: [53.1, 85.9], row: [55.8, 57.5], element: [37.4, 48.9] },
      small: { call: [51.2, 58.7], row: [39.3, 38.9], element: [46, 69.5] },
    },
    tml_sub_s8: {
      fast: { call: [57.9, 58.2], row: [11.6, 11.6], element: [48, 49.2] },
      small: { call: [66.1, 69.8], row: [13.2, 14], element: [93.9, 144] },
    },
  },
  'cortex-m3': {
    tml_add_s8: {
      fast: { call: [256, 286], row: [17.9, 19.4], element: [86.8, 88.3] },
      small: { call: [88.5, 131], row: [31.4, 37.4], element: [101, 139] },
    },
    tml_average_pool_2d_s8: {
      fast: { call: [0, 0], position: [0, 0], result: [0, 0], leftRow: [0, 0], leftTap: [5.44, 7.49] },
      small: { call: [0, 0.00128], position: [110, 100], result: [29.4, 26.7], leftRow: [10.3, 34], leftTap: [6.77, 8.82] },
    },
    tml_conv_2d_s8: {
      fast: { call: [54, 53.3], position: [47.7, 43.8], result: [44.9, 53.7], run: [45, 63.3], leftRun: [26.1, 25.2], product: [3.01, 4.51], leftProduct: [6.23, 11.5], input: [1.97, 2.87] },
      small: { call: [0, 0], position: [6.09, 39.8], result: [62.4, 62.1], run: [90.4, 86.6], leftRun: [20.3, 33.9], product: [4.57, 7.85], leftProduct: [18.5, 21.5], input: [0, 9.76] },
    },
    tml_depthwise_conv_2d_s8: {
      fast: { call: [53.4, 50.3], position: [35.8, 32.8], result: [48.3, 65.2], run: [15.4, 24.5], leftRun: [10.5, 11], product: [5.13, 6.88], leftProduct: [16.4, 21.1], input: [0.0495, 0.0879] },
      small: { call: [38.5, 35], position: [23.4, 22.2], result: [60, 94.9], run: [14.8, 17.9], leftRun: [14.1, 24.6], product: [6.39, 8.62], leftProduct: [21.2, 25.7], input: [0, 0.257] },
    },
    tml_fully_connected_s8: {
      fast: { call: [21.6, 25.9], row: [8.14, 8.96], input: [1.27, 1.73], four: [174, 159], left: [0, 0], product: [3.04, 4.74], leftProduct: [6.7, 9.77] },
      small: { call: [125, 114], row: [111, 101], input: [0.769, 1.31], four: [189, 173], left: [179, 164], product: [5.69, 9.33], leftProduct: [0, 4.63] },
    },
    tml_lookup_s8: {
      fast: { call: [0.866, 7.49], element: [4.25, 5.99] },
      small: { call: [0, 0], element: [4.25, 5.75] },
    },
    tml_max_pool_2d_s8: {
      fast: { call: [41.4, 48.9], position: [0, 0], result: [0, 0], leftRow: [0, 0], leftTap: [4.42, 4.71] },
      small: { call: [0.00154, 0.00523], position: [0.172, 0.484], result: [1.21, 3.77], leftRow: [1.45, 5.84], leftTap: [17.3, 22.3] },
    },
    tml_mean_s8: {
      fast: { call: [0, 0], result: [21.3, 19.4], run: [0.0177, 0.0259], element: [5.12, 8.08] },
      small: { call: [206, 301], result: [30.4, 32.1], run: [12.2, 21.2], element: [4.72, 7.53] },
    },
    tml_mul_s8: {
      fast: { call: [26, 25.7], row: [33.2, 39.5], element: [29, 27.8] },
      small: { call: [106, 102], row: [34.9, 51.3], element: [40.9, 49.3] },
    },
    tml_softmax_s8: {
      fast: { call: [48, 76.8], row: [52.3, 47.8], element: [37.1, 47.3] },
      small: { call: [75.3, 179], row: [20.4, 18.8], element: [55.4, 59.7] },
    },
    tml_sub_s8: {
      fast: { call: [57.9, 58.2], row: [11.6, 11.6], element: [44.9, 44] },
      small: { call: [66.1, 69.8], row: [13.2, 14], element: [93.9, 117] },
    },
  },
  'cortex-m0plus': {
    tml_add_s8: {
      fast: { call: [242, 276], row: [17.8, 19.3], element: [129, 139] },
      small: { call: [88.4, 147], row: [31.4, 37.7], element: [128, 137] },
    },
    tml_average_pool_2d_s8: {
      fast: { call: [342, 360], position: [26.9, 28.3], result: [0, 0], leftRow: [0, 0], leftTap: [3.66, 5.05] },
      small: { call: [0.0000433, 0.000908], position: [20.8, 21.9], result: [36, 37.9], leftRow: [6.39, 21.1], leftTap: [5.89, 7.6] },
    },
    tml_conv_2d_s8: {
      fast: { call: [52.8, 55.6], position: [27.1, 47.5], result: [51.4, 65.6], run: [26.2, 33.1], leftRun: [24.8, 26.2], product: [3.23, 4.06], leftProduct: [4, 5.81], input: [2.39, 2.91] },
      small: { call: [78.1, 82.2], position: [5.34, 25.7], result: [53.5, 57.4], run: [34, 36.6], leftRun: [19.3, 25.4], product: [3.56, 5.25], leftProduct: [8.36, 11.8], input: [0.482, 9.45] },
    },
    tml_depthwise_conv_2d_s8: {
      fast: { call: [52.8, 55.5], position: [25.6, 27], result: [56.4, 60.6], run: [10.9, 16.2], leftRun: [9.71, 10.8], product: [3.85, 5.95], leftProduct: [12.5, 18.6], input: [0.07, 0.0737] },
      small: { call: [38.1, 40.1], position: [14.1, 15.1], result: [55.2, 88.3], run: [9.84, 10.8], leftRun: [13.6, 14.9], product: [5.44, 7.17], leftProduct: [16.4, 19], input: [0, 0] },
    },
    tml_fully_connected_s8: {
      fast: { call: [47.3, 49.8], row: [9.81, 10.4], input: [0.373, 0.896], four: [209, 220], left: [0, 0], product: [3.29, 4.3], leftProduct: [5.23, 7.38] },
      small: { call: [43.7, 184], row: [41.3, 50.7], input: [0, 0], four: [221, 233], left: [47.4, 70], product: [2.98, 4.68], leftProduct: [5.96, 7.88] },
    },
    tml_lookup_s8: {
      fast: { call: [0.866, 7.46], element: [2.74, 3.57] },
      small: { call: [0, 0], element: [2.38, 3.1] },
    },
    tml_max_pool_2d_s8: {
      fast: { call: [32.6, 46.9], position: [0, 0], result: [0, 0], leftRow: [0, 0], leftTap: [2.86, 3.89] },
      small: { call: [0.000533, 0.00102], position: [0.0591, 0.126], result: [0.411, 0.926], leftRow: [0.493, 1.11], leftTap: [10.1, 15.8] },
    },
    tml_mean_s8: {
      fast: { call: [0, 0], result: [32.2, 33.9], run: [0.0133, 0.0474], element: [2.96, 4.59] },
      small: { call: [197, 295], result: [39.1, 51.6], run: [12.9, 22.7], element: [2.56, 3.83] },
    },
    tml_mul_s8: {
      fast: { call: [26, 27.4], row: [33.2, 39.5], element: [40.2, 44.4] },
      small: { call: [105, 111], row: [34.8, 53.5], element: [45.1, 50.7] },
    },
    tml_softmax_s8: {
      fast: { call: [132, 246], row: [59.6, 62.9], element: [43.4, 47.9] },
      small: { call: [110, 418], row: [27.6, 29.1], element: [61.9, 66.9] },
    },
    tml_sub_s8: {
      fast: { call: [57.9, 61], row: [11.6, 12.2], element: [72.9, 77.5] },
      small: { call: [66.1, 69.8], row: [13.2, 14], element: [121, 128] },
    },
  },
  rv32imc: {
    tml_add_s8: {
      fast: { call: [249, 274], row: [17.9, 19.3], element: [73.9, 83.6] },
      small: { call: [88.4, 131], row: [31.4, 37.4], element: [85.3, 115] },
    },
    tml_average_pool_2d_s8: {
      fast: { call: [0, 345], position: [0, 17.3], result: [0, 0], leftRow: [0, 0], leftTap: [3.42, 6.34] },
      small: { call: [0.0000641, 0.000914], position: [37.3, 39.2], result: [13.3, 29.4], leftRow: [4.7, 19.9], leftTap: [4.67, 7.35] },
    },
    tml_conv_2d_s8: {
      fast: { call: [53, 55.8], position: [0, 0], result: [43.5, 56.1], run: [25.8, 33.9], leftRun: [7.86, 9.56], product: [3.87, 5.49], leftProduct: [6.49, 10], input: [2.93, 3.44] },
      small: { call: [78.1, 82.2], position: [5.35, 19.4], result: [49.8, 53.6], run: [27.4, 47.1], leftRun: [19.3, 25.5], product: [4.41, 6.79], leftProduct: [7.85, 13.7], input: [0.554, 7.66] },
    },
    tml_depthwise_conv_2d_s8: {
      fast: { call: [53.9, 56.7], position: [37.9, 40.1], result: [44.4, 58.5], run: [6.66, 7.01], leftRun: [9.07, 10.8], product: [4.49, 6.78], leftProduct: [9.28, 17.6], input: [0.0474, 0.0499] },
      small: { call: [38.3, 40.4], position: [21.2, 22.6], result: [51.8, 78], run: [9.2, 14], leftRun: [11.6, 20.6], product: [4.72, 7.22], leftProduct: [13.6, 31.2], input: [0, 0] },
    },
    tml_fully_connected_s8: {
      fast: { call: [0, 19.7], row: [6.41, 9.12], input: [0, 0], four: [138, 146], left: [57.2, 60.2], product: [3.8, 5.53], leftProduct: [5.05, 8.42] },
      small: { call: [49.2, 181], row: [45.6, 49.6], input: [0.0262, 0.0276], four: [221, 233], left: [52.1, 73.8], product: [4.44, 7.11], leftProduct: [7.39, 12.3] },
    },
    tml_lookup_s8: {
      fast: { call: [0.866, 7.57], element: [5.39, 7.05] },
      small: { call: [0, 0], element: [4.23, 5.87] },
    },
    tml_max_pool_2d_s8: {
      fast: { call: [51.9, 54.7], position: [0, 0], result: [0, 0], leftRow: [0, 0], leftTap: [2.59, 4.66] },
      small: { call: [0.0024, 0.00524], position: [0.233, 0.508], result: [1.5, 3.27], leftRow: [1.8, 3.92], leftTap: [7.95, 13.9] },
    },
    tml_mean_s8: {
      fast: { call: [0, 0], result: [17, 17.9], run: [0.00186, 0.0223], element: [3.1, 5.75] },
      small: { call: [203, 295], result: [24.1, 26.2], run: [11.8, 21.9], element: [2.79, 5.22] },
    },
    tml_mul_s8: {
      fast: { call: [26, 27.4], row: [33.2, 39.3], element: [20, 27.4] },
      small: { call: [106, 111], row: [34.9, 51.2], element: [31.5, 42.8] },
    },
    tml_softmax_s8: {
      fast: { call: [22.4, 37.6], row: [64.6, 68.2], element: [30.8, 43.2] },
      small: { call: [0, 157], row: [26.4, 28], element: [54.5, 61] },
    },
    tml_sub_s8: {
      fast: { call: [57.9, 60.9], row: [11.6, 12.2], element: [35, 44] },
      small: { call: [66.1, 69.8], row: [13.2, 14], element: [77.6, 98] },
    },
  },
};
