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
    fast: { call: [27.7, 0], row: [17.8, 34.6], element: [12.2, 15.4] },
    small: { call: [129, 163], row: [29.9, 44.3], element: [15.2, 20] },
  },
  tml_add_s8: {
    fast: { call: [382, 460], row: [44.8, 57.2], element: [64, 65.2] },
    small: { call: [101, 160], row: [31.3, 38.9], element: [97.6, 131] },
  },
  tml_average_pool_2d_f32: {
    fast: { call: [0, 0], position: [0, 0], result: [35.3, 51.9], leftRow: [0, 0], leftTap: [4.1, 6.54] },
    small: { call: [38.1, 43.7], position: [1.62, 9.13], result: [34.1, 47.3], leftRow: [17.8, 32.6], leftTap: [5.08, 7.55] },
  },
  tml_average_pool_2d_s8: {
    fast: { call: [49.8, 50.1], position: [9.79, 10.1], result: [9.36, 10.2], leftRow: [8.82, 10.3], leftTap: [6.94, 10.9] },
    small: { call: [63.3, 65.5], position: [27.1, 32.3], result: [38.8, 54.1], leftRow: [21.1, 35.2], leftTap: [1.37, 1.61] },
  },
  tml_average_pool_2d_s8_dsp: {
    fast: { call: [0, 0], position: [12.2, 11.4], result: [40.5, 57.4], four: [16.4, 20.4], row: [0.887, 1.61], tap: [8.45, 11.3], leftRow: [14.1, 16.2], leftTap: [2.91, 5.44] },
    small: { call: [24.5, 57.6], position: [15.1, 16.2], result: [44.1, 63.2], four: [19.4, 23.5], row: [15.4, 27.2], tap: [10.7, 15.1], leftRow: [0, 7.49], leftTap: [0, 2.48] },
  },
  tml_batch_to_space_nd: {
    fast: { call: [116, 111], element: [1.86, 3.5] },
    small: { call: [886, 1150], element: [3.25, 4.78] },
  },
  tml_concatenation: {
    fast: { call: [168, 60.6], element: [0.735, 1.64] },
    small: { call: [749, 797], element: [0, 0.939] },
  },
  tml_conv_2d_f32: {
    fast: { call: [0, 0], position: [17.3, 16.9], result: [12.9, 18.1], run: [0, 0], leftRun: [53.5, 75.2], product: [0.987, 4.41], leftProduct: [2.55, 5.48], input: [0, 0] },
    small: { call: [170, 210], position: [48.8, 41.5], result: [58.9, 82.5], leftRun: [12.1, 30.2], leftProduct: [4.12, 8.22], input: [4.33, 11.3], run: [0, 0], product: [0.987, 4.41] },
  },
  tml_conv_2d_f32_f16w: {
    fast: { call: [50, 50], position: [10, 10.1], result: [10, 10.3], run: [9.9, 10.1], leftRun: [10.2, 11], product: [6.86, 11.8], leftProduct: [11.4, 17.7], input: [10.2, 11.1] },
    small: { call: [50, 50.1], position: [10, 10.2], result: [9.97, 10.6], leftRun: [10.5, 12], leftProduct: [13.8, 25.7], input: [10.4, 12.3], run: [9.9, 10.1], product: [6.86, 11.8] },
  },
  tml_conv_2d_hybrid: {
    fast: { call: [52.5, 51.7], position: [12.9, 12], result: [0, 5.48], run: [36.5, 47.9], product: [4.38, 6.23], input: [0, 0] },
    small: { call: [48, 48.1], position: [7.82, 7.96], result: [31.9, 32.6], run: [42.2, 49], product: [7.46, 11.7], input: [13, 11.1] },
  },
  tml_conv_2d_s8: {
    fast: { call: [315, 378], position: [4.86, 4.84], result: [54.1, 71.5], run: [13.3, 8.23], leftRun: [67.1, 91], product: [2.97, 3.45], leftProduct: [0, 0], input: [14.2, 31.9] },
    small: { call: [315, 378], position: [4.86, 4.84], result: [54.1, 71.5], run: [13.3, 8.23], leftRun: [67.1, 91], product: [2.97, 3.45], leftProduct: [0, 0], input: [14.2, 31.9] },
  },
  tml_depthwise_conv_2d_f32: {
    fast: { call: [0, 0], position: [0, 0], result: [27.6, 32.9], run: [0, 6.39], leftRun: [25.3, 38.5], product: [5.1, 5.47], leftProduct: [0, 0], input: [0, 0] },
    small: { call: [34.6, 37.9], position: [0, 0], result: [23.4, 33.3], run: [14.8, 20.6], leftRun: [11.1, 17.4], product: [4.37, 8.5], leftProduct: [14.9, 26.2], input: [0.209, 0.378] },
  },
  tml_depthwise_conv_2d_f32_f16w: {
    fast: { call: [50, 50.1], position: [10, 10.2], result: [10.8, 11.7], run: [9.94, 10.2], leftRun: [12.5, 14.1], product: [9.32, 12], leftProduct: [14.9, 20.7], input: [0.489, 0.23] },
    small: { call: [50.1, 50.4], position: [10.2, 10.3], result: [11.8, 15], run: [9.98, 10.6], leftRun: [15.4, 22.6], product: [9.79, 16.2], leftProduct: [21.9, 35.9], input: [0.569, 0.653] },
  },
  tml_depthwise_conv_2d_s8: {
    fast: { call: [50, 50], position: [10, 10], result: [10.1, 10.5], run: [15, 20.3], leftRun: [10.3, 11.4], product: [6.77, 10.1], leftProduct: [10.9, 14.2], input: [10, 10] },
    small: { call: [49.2, 49.3], position: [6.53, 3.9], result: [54.8, 77.7], leftRun: [18.6, 18.1], leftProduct: [14.8, 24.2], input: [0.155, 0.196], run: [15, 20.3], product: [6.77, 10.1] },
  },
  tml_dequantize_s8: {
    fast: { call: [37.8, 46.1], element: [5.11, 8.43] },
    small: { call: [39.7, 48], element: [5.89, 9.2] },
  },
  tml_fully_connected_f32: {
    fast: { call: [0, 0], row: [1.29, 0], input: [0, 0], four: [10.5, 10.3], left: [13.4, 17.4], product: [3.82, 5.59], leftProduct: [6.04, 10.2] },
    small: { call: [0, 0], row: [0.552, 0], input: [0, 0], four: [14.6, 12.2], left: [33.4, 38.3], product: [3.93, 8.45], leftProduct: [3.98, 11.5] },
  },
  tml_fully_connected_f32_f16w: {
    fast: { call: [44.6, 48.9], row: [9.78, 9.95], input: [8.26, 9.63], four: [5.89, 6.85], left: [9.35, 9.86], product: [7.88, 12.6], leftProduct: [4.78, 8.9] },
    small: { call: [0, 0], row: [7.55, 5.31], input: [0, 0], left: [21.1, 18.7], leftProduct: [11.4, 21.5], four: [5.89, 6.85], product: [7.88, 12.6] },
  },
  tml_fully_connected_hybrid: {
    fast: { call: [50, 50], row: [10, 10], input: [9.58, 9.91], four: [10, 10], left: [10, 10], product: [6.65, 9.32], leftProduct: [9.16, 9.83] },
    small: { call: [50, 50], row: [10, 10], input: [9.56, 10], four: [10, 10], left: [10, 10], product: [6.47, 10.2], leftProduct: [9.12, 10] },
  },
  tml_fully_connected_s8: {
    fast: { call: [0, 0], row: [0, 0], input: [0, 0], four: [12, 12.5], left: [32.9, 28.9], product: [26.1, 29.7], leftProduct: [5.2, 8.85] },
    small: { call: [129, 187], row: [13.1, 15.5], input: [0, 0], four: [91, 89.2], left: [14.6, 10.1], product: [3.79, 4.74], leftProduct: [5.21, 9.26] },
  },
  tml_gather: {
    fast: { call: [65.5, 93.7], element: [1.43, 2.73] },
    small: { call: [47.6, 104], element: [11.7, 18.3] },
  },
  tml_hard_swish_f32: {
    fast: { call: [2.41, 6.3], element: [14.4, 29.6] },
    small: { call: [11.7, 25.9], element: [16, 33.1] },
  },
  tml_leaky_relu_f32: {
    fast: { call: [49.5, 50], element: [7.63, 10.1] },
    small: { call: [49.8, 50.2], element: [9.08, 11.1] },
  },
  tml_logistic_f32: {
    fast: { call: [0, 11.4], element: [61.3, 123] },
    small: { call: [14.6, 54.6], element: [61.7, 122] },
  },
  tml_lookup_s8: {
    fast: { call: [5.63, 13.9], element: [1.72, 1.72] },
    small: { call: [0, 0], element: [7.73, 13.4] },
  },
  tml_max_pool_2d_f32: {
    fast: { call: [0, 0], position: [35.3, 57.4], result: [0, 0], leftRow: [0, 0], leftTap: [7.21, 7.51] },
    small: { call: [61, 66.6], position: [9.43, 7.88], result: [14.4, 20.3], leftRow: [10.6, 11.5], leftTap: [12.7, 20.3] },
  },
  tml_max_pool_2d_s8: {
    fast: { call: [49.7, 49.7], position: [9.58, 9.66], result: [8.75, 8.98], leftRow: [6.66, 7.28], leftTap: [3.99, 5.1] },
    small: { call: [50.2, 50.6], position: [10.2, 10.7], result: [10.7, 12.2], leftRow: [11.9, 15.9], leftTap: [13.4, 20.5] },
  },
  tml_max_pool_2d_s8_dsp: {
    fast: { call: [0, 0], position: [0, 0], result: [2.46, 4.38], four: [10.8, 14.5], row: [11.5, 18.2], tap: [10.5, 13.3], square: [7.3, 4.08] },
    small: { call: [0, 0], position: [0, 0], result: [3, 5.16], four: [10, 13.2], row: [10.6, 17.1], tap: [14, 21.1], square: [8.24, 5.55] },
  },
  tml_maximum_f32: {
    fast: { call: [0, 0], row: [6.58, 4.09], element: [8.41, 11.2] },
    small: { call: [0, 7.02], row: [7.31, 8.28], element: [9.41, 12.2] },
  },
  tml_maximum_s8: {
    fast: { call: [49, 49.7], row: [9.96, 9.99], element: [7.2, 9.17] },
    small: { call: [49.4, 50.1], row: [9.98, 10], element: [8.21, 10.2] },
  },
  tml_mean_f32: {
    fast: { call: [0, 0], result: [0, 7.03], run: [0, 0], element: [5.08, 8.14] },
    small: { call: [151, 238], result: [22.2, 42.8], run: [18.7, 28.8], element: [4.08, 6.68] },
  },
  tml_mean_s8: {
    fast: { call: [0, 0], result: [13.8, 6.16], run: [0, 0], element: [5.15, 8.05] },
    small: { call: [105, 169], result: [50.7, 62.9], run: [16.5, 29], element: [4.81, 7.66] },
  },
  tml_minimum_f32: {
    fast: { call: [0, 0], row: [5.61, 5.84], element: [8.27, 10.9] },
    small: { call: [0, 0], row: [6.43, 7.77], element: [9.26, 12.2] },
  },
  tml_minimum_s8: {
    fast: { call: [0, 0], row: [0, 0], element: [0.918, 1.62] },
    small: { call: [0, 0], row: [3.97, 5.69], element: [8.85, 10.8] },
  },
  tml_mul_f32: {
    fast: { call: [0, 0], row: [22.7, 42.2], element: [12.3, 14.7] },
    small: { call: [109, 169], row: [35.1, 54.3], element: [14.2, 17.7] },
  },
  tml_mul_s8: {
    fast: { call: [0, 0], row: [26, 35.1], element: [24.1, 24] },
    small: { call: [0, 0], row: [32.5, 45], element: [45.4, 58.9] },
  },
  tml_quantize_s8: {
    fast: { call: [50.2, 50.8], element: [16.1, 34.6] },
    small: { call: [50.3, 50.9], element: [19, 38.8] },
  },
  tml_relu_f32: {
    fast: { call: [70.1, 0], element: [9.49, 13.8] },
    small: { call: [0, 0], element: [13.1, 17.7] },
  },
  tml_resize_nearest_neighbor: {
    fast: { call: [424, 338], element: [0.984, 2.83] },
    small: { call: [147, 116], element: [9.67, 15.5] },
  },
  tml_softmax_f32: {
    fast: { call: [0, 0], row: [0, 0], element: [76.4, 146] },
    small: { call: [0, 0], row: [0, 0], element: [79.2, 150] },
  },
  tml_softmax_s8: {
    fast: { call: [0, 0], row: [114, 115], element: [36.9, 51] },
    small: { call: [13.9, 40.6], row: [111, 106], element: [43.2, 59.3] },
  },
  tml_space_to_batch_nd: {
    fast: { call: [32.5, 0], element: [1.79, 3.44] },
    small: { call: [1060, 1170], element: [5.85, 8.19] },
  },
  tml_split: {
    fast: { call: [49.5, 49.6], element: [3.83, 5.5] },
    small: { call: [49.4, 49.6], element: [3.63, 5.29] },
  },
  tml_sub_f32: {
    fast: { call: [0, 0], row: [8.75, 19.9], element: [13, 15.5] },
    small: { call: [0, 0], row: [7.79, 15.6], element: [14, 16.5] },
  },
  tml_sub_s8: {
    fast: { call: [36, 36.6], row: [27.2, 28.1], element: [34.7, 34.5] },
    small: { call: [56.1, 88.5], row: [16.3, 16.9], element: [77.7, 94.9] },
  },
  tml_tanh_f32: {
    fast: { call: [92.7, 140], element: [87.7, 168] },
    small: { call: [89.4, 136], element: [88.9, 169] },
  },
  tml_transpose_conv_f32: {
    fast: { call: [48.3, 48.9], result: [23.8, 22.3], product: [18.5, 30.6] },
    small: { call: [48.4, 49.2], result: [24.3, 24.3], product: [26.2, 47.6] },
  },
  tml_transpose_conv_f32_f16w: {
    fast: { call: [48.9, 49.5], result: [19.9, 19.2], product: [22.2, 35.5] },
    small: { call: [49.4, 49.9], result: [20.1, 22], product: [36.1, 58.6] },
  },
  tml_transpose_conv_s8: {
    fast: { call: [48.7, 49.4], result: [22.4, 20.9], product: [26.2, 39.4] },
    small: { call: [49.4, 49.9], result: [20.7, 22.2], product: [40.2, 60.9] },
  },
};
