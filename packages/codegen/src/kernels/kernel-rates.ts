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
    fast: { call: [63, 5.48], row: [14.6, 31.8], element: [13, 15.8] },
    small: { call: [179, 236], row: [34.5, 48.1], element: [14.7, 18.7] },
  },
  tml_add_s8: {
    fast: { call: [0, 0], row: [25, 25.9], element: [69.8, 73.8] },
    small: { call: [55.6, 53.4], row: [31.3, 38.7], element: [95.4, 125] },
  },
  tml_average_pool_2d_f32: {
    fast: { call: [50.2, 51.4], position: [21.6, 28.5], result: [39.9, 58.2], leftRow: [3.28, 7.09], leftTap: [0, 0] },
    small: { call: [51.2, 52.4], position: [16.3, 20.4], result: [26.7, 37.8], leftRow: [14.6, 20.3], leftTap: [5.66, 11] },
  },
  tml_average_pool_2d_s8: {
    fast: { call: [50.8, 51.4], position: [12.2, 13.5], result: [16.4, 20.3], leftRow: [14.5, 18.5], leftTap: [3.06, 5.3] },
    small: { call: [0, 0], position: [160, 153], result: [4.02, 19.5], leftRow: [2.7, 0], leftTap: [5.21, 8.39] },
  },
  tml_average_pool_2d_s8_dsp: {
    fast: { call: [60.4, 70.1], position: [14.1, 15.1], result: [27.8, 37.8], four: [14.5, 16.8], row: [4.37, 5.44], tap: [8.62, 11.9], leftRow: [9.41, 11.2], leftTap: [8.24, 13.6] },
    small: { call: [50.9, 50.5], position: [10, 10], result: [12.2, 11.4], four: [10.6, 10.4], row: [5.58, 9.47], tap: [14, 20.5], leftRow: [9.41, 11.2], leftTap: [8.24, 13.6] },
  },
  tml_batch_to_space_nd: {
    fast: { call: [0, 0], copy: [5.7, 6.69], byte: [0.186, 0.807] },
    small: { call: [57.1, 62.6], copy: [43.2, 71], byte: [0.556, 1.03] },
  },
  tml_concatenation: {
    fast: { call: [0, 0], copy: [35.3, 50], byte: [0.584, 0.887] },
    small: { call: [0, 0], copy: [34, 47.8], byte: [0.904, 1.37] },
  },
  tml_conv_2d_f32: {
    fast: { call: [57, 60], position: [19.7, 23.6], result: [39.1, 50.8], run: [25.1, 23.2], leftRun: [30.6, 39.8], product: [4.1, 9.99], leftProduct: [0.103, 3.48], input: [25.8, 32.6] },
    small: { call: [46.1, 54.9], position: [26.9, 32.7], result: [78.5, 93.9], leftRun: [26.2, 61], leftProduct: [0, 0], input: [0, 8.81], run: [25.1, 23.2], product: [4.1, 9.99] },
  },
  tml_conv_2d_s8: {
    fast: { call: [53.6, 53.3], position: [38.2, 39.2], result: [51.4, 64.6], run: [44.7, 62.1], leftRun: [11.1, 11.8], product: [2.89, 4.37], leftProduct: [8.92, 13.1], input: [2.51, 3.46] },
    small: { call: [69.2, 67.9], position: [11.9, 13.5], result: [17.7, 24.1], run: [9.77, 15.9], leftRun: [9.85, 10.2], product: [5.04, 7.1], leftProduct: [7.82, 13.4], input: [36, 43.6] },
  },
  tml_depthwise_conv_2d_f32: {
    fast: { call: [49.9, 50], position: [9.95, 10.2], result: [9.97, 10.4], run: [9.68, 9.84], leftRun: [11.3, 11.6], product: [6.42, 8.19], leftProduct: [12.3, 18.1], input: [0.29, 0] },
    small: { call: [49.9, 50.1], position: [9.85, 9.91], result: [10.9, 13.9], run: [9.7, 10.2], leftRun: [14.2, 21.1], product: [6.62, 12.7], leftProduct: [15.1, 27.2], input: [0.464, 0.122] },
  },
  tml_depthwise_conv_2d_f32_f16w: {
    fast: { call: [50, 50.1], position: [9.65, 9.78], result: [11.6, 12.3], leftRun: [15.6, 17.4], leftProduct: [12.5, 17.8], input: [6.01, 7.52] },
    small: { call: [50.1, 50.4], position: [9.78, 9.97], result: [12.5, 14.7], leftRun: [18.3, 24.6], leftProduct: [19.2, 33.4], input: [7.5, 9.88] },
  },
  tml_depthwise_conv_2d_s8: {
    fast: { call: [50.1, 50.4], position: [12.3, 12.4], result: [45.5, 56], run: [14.9, 22.5], leftRun: [10.3, 10.8], product: [5.48, 8.36], leftProduct: [13.7, 18.9], input: [0.41, 0.00662] },
    small: { call: [6.96, 20.5], position: [7.58, 8.83], result: [21.5, 25.9], run: [0, 0], leftRun: [13.4, 13.8], product: [12.5, 18], leftProduct: [19, 20.1], input: [0, 0] },
  },
  tml_dequantize_s8: {
    fast: { call: [40.6, 50.4], element: [6.25, 10.2] },
    small: { call: [40.3, 48.9], element: [6.14, 9.55] },
  },
  tml_fully_connected_f32: {
    fast: { call: [0, 0], row: [2.16, 0], input: [0, 0], four: [9.41, 7.67], left: [9.93, 10.6], product: [5.26, 7.44], leftProduct: [9.42, 15] },
    small: { call: [0, 0], row: [0, 0.964], input: [0, 0], four: [91.5, 59.4], left: [10, 11.3], product: [3.44, 8.74], leftProduct: [10.4, 20.3] },
  },
  tml_fully_connected_f32_f16w: {
    fast: { call: [44.6, 48.9], row: [9.78, 9.95], input: [8.26, 9.63], four: [10.7, 10.9], left: [9.35, 9.86], product: [8.12, 13.3], leftProduct: [4.78, 8.9] },
    small: { call: [41.9, 51.2], row: [9.68, 10], input: [1.39, 4.07], left: [10.2, 11.3], leftProduct: [11.4, 20.3], four: [10.7, 10.9], product: [8.12, 13.3] },
  },
  tml_fully_connected_s8: {
    fast: { call: [134, 161], row: [13.3, 14.5], input: [0.189, 2.44], four: [11.5, 12.2], left: [0, 0], product: [21.9, 27.9], leftProduct: [4.99, 6.57] },
    small: { call: [81.3, 115], row: [11.3, 12.6], input: [0, 0], four: [79, 71.9], left: [28.4, 33], product: [6, 8.33], leftProduct: [6.21, 10.6] },
  },
  tml_gather: {
    fast: { call: [15.7, 26.2], run: [9.02, 7.85], element: [3.81, 6.9], copy: [3.28, 5.11], byte: [0, 0.225] },
    small: { call: [39.2, 76.8], run: [23.3, 35.8], element: [8.12, 13.6], copy: [12.4, 16.4], byte: [14.8, 22.9] },
  },
  tml_leaky_relu_f32: {
    fast: { call: [49.5, 50], element: [7.63, 10.1] },
    small: { call: [49.8, 50.2], element: [9.08, 11.1] },
  },
  tml_logistic_f32: {
    fast: { call: [59.8, 70.2], element: [60.3, 113] },
    small: { call: [60, 70.3], element: [61.2, 114] },
  },
  tml_lookup_s8: {
    fast: { call: [0, 0], element: [3.89, 5.01] },
    small: { call: [0, 0], element: [8.1, 13.7] },
  },
  tml_max_pool_2d_f32: {
    fast: { call: [48.7, 49.1], position: [8.6, 9.07], result: [6.69, 7.86], leftRow: [2.37, 5.15], leftTap: [9.03, 10.6] },
    small: { call: [50.2, 50.5], position: [10.3, 10.6], result: [10.7, 11.7], leftRow: [11.9, 14.7], leftTap: [12.6, 19.5] },
  },
  tml_max_pool_2d_s8: {
    fast: { call: [49.7, 49.7], position: [9.58, 9.66], result: [8.75, 8.98], leftRow: [6.66, 7.28], leftTap: [3.98, 5.1] },
    small: { call: [66.7, 62.5], position: [9.15, 10.1], result: [7.45, 10.2], leftRow: [13.6, 18.1], leftTap: [16.6, 24.6] },
  },
  tml_max_pool_2d_s8_dsp: {
    fast: { call: [49.9, 50.3], position: [9.31, 9.78], result: [1.4, 2.52], square: [7.81, 7.53], four: [10, 10.6], row: [10.1, 11.8], tap: [10.3, 15.4] },
    small: { call: [54.6, 58.1], position: [11.2, 12.8], result: [1.76, 3.11], square: [5.05, 3.19], four: [12.9, 15.1], row: [18.7, 25.3], tap: [36, 55.8] },
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
    fast: { call: [0, 0], result: [0, 7.85], run: [0, 0], element: [4.62, 7.51] },
    small: { call: [252, 340], result: [27.7, 49.2], run: [14.5, 24.6], element: [3.56, 6.18] },
  },
  tml_mean_s8: {
    fast: { call: [0, 0], result: [13.8, 6.33], run: [0, 0], element: [5.06, 8.02] },
    small: { call: [204, 309], result: [58.9, 75.5], run: [12.6, 23.8], element: [4.08, 6.67] },
  },
  tml_minimum_f32: {
    fast: { call: [0, 0.736], row: [6.72, 8.03], element: [8.43, 11.4] },
    small: { call: [0, 6.61], row: [7.31, 8.26], element: [9.41, 12.3] },
  },
  tml_minimum_s8: {
    fast: { call: [49.4, 50.4], row: [9.98, 10], element: [8.21, 11.2] },
    small: { call: [49.7, 50.4], row: [9.99, 10], element: [9.2, 11.2] },
  },
  tml_mul_f32: {
    fast: { call: [50.6, 51.4], row: [10, 10.1], element: [11.7, 14.2] },
    small: { call: [52.5, 54.5], row: [10.1, 10.2], element: [17.3, 22.9] },
  },
  tml_mul_s8: {
    fast: { call: [6.97, 0], row: [34.8, 41.5], element: [26.1, 25.6] },
    small: { call: [107, 100], row: [47.3, 77.5], element: [34.1, 35.2] },
  },
  tml_quantize_s8: {
    fast: { call: [50.2, 50.8], element: [16.1, 34.5] },
    small: { call: [95.8, 73.8], element: [22.8, 46.5] },
  },
  tml_relu_f32: {
    fast: { call: [70.4, 0], element: [9.49, 13.8] },
    small: { call: [0, 0], element: [13.1, 17.7] },
  },
  tml_resize_nearest_neighbor: {
    fast: { call: [134, 97.3], copy: [6.42, 11.3], byte: [0, 0] },
    small: { call: [59.7, 62.2], copy: [31.8, 38], byte: [0.387, 3.95] },
  },
  tml_softmax_f32: {
    fast: { call: [0, 0], row: [0, 19.6], element: [71.9, 127] },
    small: { call: [0, 0.857], row: [0, 20.9], element: [71.4, 126] },
  },
  tml_softmax_s8: {
    fast: { call: [0, 7.11], row: [132, 135], element: [31.1, 44.6] },
    small: { call: [1.66, 28.3], row: [132, 131], element: [37.2, 50] },
  },
  tml_space_to_batch_nd: {
    fast: { call: [0, 0], copy: [6.06, 7.84], byte: [0.0471, 0.568] },
    small: { call: [54.4, 56], copy: [51, 81.1], byte: [0.688, 1.22] },
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
    fast: { call: [49, 49.5], result: [18.8, 18.3], product: [19.3, 31.2] },
    small: { call: [49.2, 49.7], result: [19.2, 20.5], product: [27, 47.9] },
  },
  tml_transpose_conv_s8: {
    fast: { call: [48.7, 49.4], result: [22.4, 20.9], product: [26.2, 39.4] },
    small: { call: [49.4, 49.9], result: [20.6, 22.2], product: [40.2, 60.9] },
  },
  tml_fully_connected_s8_dsp: {
    fast: { call: [20, 20], row: [20, 20], widening: [13, 16], four: [36, 50], step: [14, 20], round: [3, 7] },
    small: { call: [20, 20], row: [20, 20], widening: [13, 16], four: [36, 50], step: [14, 20], round: [3, 7] },
  },
  tml_conv_2d_1x1_s8_dsp: {
    fast: { call: [20, 20], row: [20, 20], widening: [13, 16], four: [36, 50], step: [14, 20], round: [3, 7] },
    small: { call: [20, 20], row: [20, 20], widening: [13, 16], four: [36, 50], step: [14, 20], round: [3, 7] },
  },
  tml_fully_connected_plain_s8_dsp: {
    fast: { call: [20, 20], row: [20, 20], widening: [13, 16], four: [52, 67], step: [18, 24], round: [3, 7] },
    small: { call: [20, 20], row: [20, 20], widening: [13, 16], four: [52, 67], step: [18, 24], round: [3, 7] },
  },
  tml_conv_2d_1x1_plain_s8_dsp: {
    fast: { call: [20, 20], row: [20, 20], widening: [13, 16], four: [52, 67], step: [18, 24], round: [3, 7] },
    small: { call: [20, 20], row: [20, 20], widening: [13, 16], four: [52, 67], step: [18, 24], round: [3, 7] },
  },
  tml_fully_connected_direct_s8_dsp: {
    fast: { call: [20, 20], row: [20, 30], four: [95, 130], step: [17, 22], round: [2, 4], left: [30, 45], leftStep: [12, 18] },
    small: { call: [20, 20], row: [20, 30], four: [95, 130], step: [17, 22], round: [2, 4], left: [30, 45], leftStep: [12, 18] },
  },
  tml_fully_connected_direct_plain_s8_dsp: {
    fast: { call: [20, 20], row: [20, 30], four: [95, 130], step: [20, 25], round: [2, 4], left: [30, 45], leftStep: [12, 18] },
    small: { call: [20, 20], row: [20, 30], four: [95, 130], step: [20, 25], round: [2, 4], left: [30, 45], leftStep: [12, 18] },
  },
};
