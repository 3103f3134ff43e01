/** [instructions, cycles] that a kernel takes for one of a kind of work. */
export type Rate = readonly [instructions: number, cycles: number];

/** The kinds of work of a kernel in C, by names of its own; `call` is what every call takes. At -O2 and at -Os. */
export interface KernelRates {
  readonly fast: Readonly<Record<string, Rate>>;
  readonly small: Readonly<Record<string, Rate>>;
}

/** Measured on an emulated Cortex-M4F by tools/kernel-rates.ts. */
// prettier-ignore
export const kernelRates: Readonly<Record<string, KernelRates>> = {
  tml_add_f32: {
    fast: { call: [62.8, 5.59], row: [14.7, 31.8], element: [13, 15.8] },
    small: { call: [174, 217], row: [34.1, 46.7], element: [14.8, 19.1] },
  },
  tml_add_s8: {
    fast: { call: [236, 273], row: [17.8, 19.3], element: [71.6, 77.8] },
    small: { call: [88.6, 131], row: [31.4, 37.4], element: [95.9, 127] },
  },
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
  tml_batch_to_space_nd: {
    fast: { call: [0, 0], copy: [9.32, 10.5], byte: [0.00952, 0.609] },
    small: { call: [108, 92.8], copy: [8.75, 2.1], byte: [2.68, 5.27] },
  },
  tml_concatenation: {
    fast: { call: [0, 0], copy: [36.2, 51.2], byte: [0.598, 0.911] },
    small: { call: [0, 0], copy: [34.5, 48.5], byte: [0.912, 1.39] },
  },
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
  tml_depthwise_conv_2d_s8: {
    fast: { call: [50.1, 50.3], position: [12.4, 12.4], result: [46, 56.1], run: [14.7, 22.4], leftRun: [9.95, 10.8], product: [5.5, 8.36], leftProduct: [13.8, 18.8], input: [0.104, 0] },
    small: { call: [37.7, 27.3], position: [10.2, 9.95], result: [56.1, 75.7], run: [13.8, 14.9], leftRun: [12, 13.9], product: [6.78, 11], leftProduct: [12.1, 15.8], input: [0, 0] },
  },
  tml_depthwise_conv_2d_s8_dsp_compact: {
    fast: { call: [48.6, 47.8], cycle: [1.18, 1.75], record: [9.87, 9.8], tap: [34.4, 46.9], row: [9.97, 9.95] },
    small: { call: [48.6, 47.8], cycle: [1.18, 1.75], record: [9.87, 9.8], tap: [34.4, 46.9], row: [9.97, 9.95] },
  },
  tml_depthwise_conv_2d_stride1_s8_dsp_compact: {
    fast: { call: [48.6, 47.8], cycle: [1.18, 1.75], record: [9.87, 9.8], tap: [34.4, 46.9], row: [9.97, 9.95] },
    small: { call: [48.6, 47.8], cycle: [1.18, 1.75], record: [9.87, 9.8], tap: [34.4, 46.9], row: [9.97, 9.95] },
  },
  tml_depthwise_conv_2d_stride2_s8_dsp_compact: {
    fast: { call: [48.6, 47.8], cycle: [1.18, 1.75], record: [9.87, 9.8], tap: [34.4, 46.9], row: [9.97, 9.95] },
    small: { call: [48.6, 47.8], cycle: [1.18, 1.75], record: [9.87, 9.8], tap: [34.4, 46.9], row: [9.97, 9.95] },
  },
  tml_dequantize_s8: {
    fast: { call: [38.5, 47.2], element: [5.4, 8.88] },
    small: { call: [40.3, 48.8], element: [6.13, 9.53] },
  },
  tml_fully_connected_coded_s8: {
    fast: { call: [4310, 5920], row: [17.6, 17.7], value: [24.7, 31.3], bit: [4.49, 6.94] },
    small: { call: [4510, 4330], row: [13.3, 47.2], value: [26.9, 41.2], bit: [5.19, 7.93] },
  },
  tml_fully_connected_direct_plain_s8_dsp: {
    fast: { call: [20, 28], row: [50, 70], four: [49, 66], step: [20, 25], round: [1, 2], left: [20, 28], leftStep: [10, 13] },
    small: { call: [20, 28], row: [50, 70], four: [49, 66], step: [20, 25], round: [4, 8], left: [20, 28], leftStep: [10, 13] },
  },
  tml_fully_connected_direct_s8_dsp: {
    fast: { call: [20, 28], row: [50, 70], four: [45, 62], step: [17, 22], round: [1, 2], left: [20, 28], leftStep: [10, 13] },
    small: { call: [20, 28], row: [50, 70], four: [45, 62], step: [17, 22], round: [4, 8], left: [20, 28], leftStep: [10, 13] },
  },
  tml_fully_connected_f32: {
    fast: { call: [0, 0], row: [2.51, 0], input: [0, 0], four: [9.48, 8.47], left: [9.93, 10.6], product: [5.26, 7.48], leftProduct: [9.41, 15] },
    small: { call: [0, 0], row: [2.01, 1.62], input: [0, 0], four: [64.4, 39], left: [7.35, 8.2], product: [2.62, 6.58], leftProduct: [7.57, 14.7] },
  },
  tml_fully_connected_f32_f16w: {
    fast: { call: [44.6, 48.9], row: [9.78, 9.95], input: [8.26, 9.63], four: [10.7, 10.9], left: [9.35, 9.86], product: [8.12, 13.3], leftProduct: [4.78, 8.9] },
    small: { call: [41.9, 51.3], row: [9.68, 10.1], input: [1.42, 4.18], left: [10.2, 11.3], leftProduct: [11.4, 20.3], four: [10.7, 10.9], product: [8.12, 13.3] },
  },
  tml_fully_connected_packed4_s8: {
    fast: { call: [0, 0], row: [32.6, 31.5], value: [7.22, 8.81] },
    small: { call: [204, 401], row: [50.1, 71.6], value: [8.73, 12.9] },
  },
  tml_fully_connected_plain_s8_dsp: {
    fast: { call: [20, 65], row: [8.8, 10.6], widening: [9.32, 13.2], four: [27.9, 38.7], step: [15.9, 21.2], round: [22.5, 32] },
    small: { call: [20, 20], row: [20, 20], widening: [13, 16], four: [52, 67], step: [18, 24], round: [3, 7] },
  },
  tml_fully_connected_s8: {
    fast: { call: [41.6, 29.7], row: [9.67, 9.19], input: [0, 0], four: [49.7, 49.7], left: [33.7, 41], product: [4.63, 6.38], leftProduct: [5.68, 8.85] },
    small: { call: [47.8, 101], row: [44.6, 49.4], input: [0, 0], four: [92.1, 77], left: [54.4, 67.3], product: [7.2, 11.1], leftProduct: [5.15, 9.04] },
  },
  tml_fully_connected_s8_dsp: {
    fast: { call: [17.3, 61.1], row: [82.3, 91.9], widening: [10.8, 18.2], four: [32.1, 48.2], step: [12.7, 16.5], round: [12.1, 29.1] },
    small: { call: [20, 20], row: [20, 20], widening: [13, 16], four: [36, 50], step: [14, 20], round: [3, 7] },
  },
  tml_fully_connected_sparse_s8: {
    fast: { call: [50, 50], row: [10, 10], value: [9.07, 13.1] },
    small: { call: [50, 50], row: [10, 10], value: [10.1, 16.1] },
  },
  tml_gather: {
    fast: { call: [15.7, 26.2], run: [9.02, 7.86], element: [3.81, 6.9], copy: [3.28, 5.11], byte: [0, 0.224] },
    small: { call: [39.2, 76.7], run: [23.3, 35.7], element: [8.13, 13.7], copy: [12.4, 16.4], byte: [14.8, 22.9] },
  },
  tml_leaky_relu_f32: {
    fast: { call: [49.5, 50], element: [7.63, 10.1] },
    small: { call: [49.8, 50.2], element: [9.11, 11.1] },
  },
  tml_logistic_f32: {
    fast: { call: [59.8, 70.2], element: [60.3, 113] },
    small: { call: [60, 70.3], element: [61.2, 114] },
  },
  tml_lookup_s8: {
    fast: { call: [0.866, 7.47], element: [3.87, 4.84] },
    small: { call: [0, 0], element: [8.59, 14.6] },
  },
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
  tml_maximum_f32: {
    fast: { call: [49.4, 50.8], row: [9.98, 10], element: [8.21, 12.2] },
    small: { call: [49.7, 50.7], row: [9.99, 10], element: [9.19, 12.1] },
  },
  tml_maximum_s8: {
    fast: { call: [49, 49.7], row: [9.96, 9.99], element: [7.2, 9.17] },
    small: { call: [49.4, 50.1], row: [9.98, 10], element: [8.21, 10.2] },
  },
  tml_mean_f32: {
    fast: { call: [0, 0], result: [0, 7.95], run: [0, 0], element: [4.71, 7.69] },
    small: { call: [249, 332], result: [30.4, 51.2], run: [14, 24.4], element: [3.62, 6.33] },
  },
  tml_mean_s8: {
    fast: { call: [0, 0], result: [16.1, 9.38], run: [0, 0], element: [5.16, 8.23] },
    small: { call: [195, 292], result: [56.5, 71.3], run: [14, 26.4], element: [3.87, 6.3] },
  },
  tml_minimum_f32: {
    fast: { call: [0, 2.14], row: [6.88, 8.09], element: [8.45, 11.4] },
    small: { call: [0, 7.84], row: [7.43, 8.31], element: [9.43, 12.3] },
  },
  tml_minimum_s8: {
    fast: { call: [49.4, 50.4], row: [9.98, 10], element: [8.21, 11.2] },
    small: { call: [49.7, 50.4], row: [9.99, 10], element: [9.2, 11.2] },
  },
  tml_mul_f32: {
    fast: { call: [50.6, 51.5], row: [10, 10.1], element: [11.7, 14.2] },
    small: { call: [52.5, 54.5], row: [10.1, 10.2], element: [17.3, 22.9] },
  },
  tml_mul_s8: {
    fast: { call: [26, 25.7], row: [33.2, 39.3], element: [25.9, 25.2] },
    small: { call: [106, 102], row: [34.9, 51.2], element: [37.3, 42.8] },
  },
  tml_quantize_s8: {
    fast: { call: [50.2, 50.8], element: [19.6, 37.5] },
    small: { call: [50.3, 50.9], element: [19, 38.7] },
  },
  tml_relu_f32: {
    fast: { call: [69.1, 0], element: [9.52, 13.8] },
    small: { call: [0, 0], element: [13.1, 18.6] },
  },
  tml_resize_nearest_neighbor: {
    fast: { call: [124, 92.4], copy: [6.99, 11.8], byte: [0, 0] },
    small: { call: [59.6, 62], copy: [31.7, 37.6], byte: [0.424, 4.12] },
  },
  tml_softmax_f32: {
    fast: { call: [0, 0], row: [0, 19.8], element: [72.3, 127] },
    small: { call: [0, 1.61], row: [0, 20.9], element: [71.8, 126] },
  },
  tml_softmax_s8: {
    fast: { call: [145, 168], row: [13.8, 14.7], element: [25.7, 36] },
    small: { call: [156, 198], row: [14.3, 15.9], element: [31.7, 41.7] },
  },
  tml_space_to_batch_nd: {
    fast: { call: [0, 0], copy: [7.98, 10.9], byte: [0, 0.391] },
    small: { call: [71.8, 67.8], copy: [24.4, 27.3], byte: [2.31, 4.45] },
  },
  tml_split: {
    fast: { call: [49.2, 49.3], copy: [5.35, 5.96], byte: [0.695, 1.93] },
    small: { call: [49.2, 49.3], copy: [5.28, 5.89], byte: [0.562, 1.79] },
  },
  tml_sub_f32: {
    fast: { call: [51.1, 51.8], row: [10, 10.1], element: [13.2, 15.2] },
    small: { call: [51.5, 52.1], row: [10.1, 10.1], element: [14.2, 16.2] },
  },
  tml_sub_s8: {
    fast: { call: [57.9, 58.2], row: [11.6, 11.6], element: [48, 49.2] },
    small: { call: [66.1, 69.8], row: [13.2, 14], element: [87.3, 105] },
  },
  tml_tanh_f32: {
    fast: { call: [127, 255], element: [84.1, 149] },
    small: { call: [122, 256], element: [85.7, 150] },
  },
  tml_transpose_conv_f32: {
    fast: { call: [49, 49.5], result: [18.6, 18.2], product: [19.3, 31.2] },
    small: { call: [49.2, 49.7], result: [19, 20.4], product: [27.1, 48] },
  },
  tml_transpose_conv_s8: {
    fast: { call: [50.4, 49.2], result: [81.6, 75.4], product: [13.9, 25.4] },
    small: { call: [49.3, 49.6], result: [58.5, 49.3], product: [30.3, 50.9] },
  },
};
