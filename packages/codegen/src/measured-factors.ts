/** What a step's general estimate, each of its products and the step itself are multiplied by; the sum is its estimate. */
export type Correction = readonly [estimate: number, mac: number, call: number];

export interface Factor {
  readonly instructions: Correction;
  readonly cycles: Correction;
}

export interface Factors {
  readonly kernels: Readonly<Record<string, Factor>>;
  /** Of kernels that were not measured on this core. */
  readonly others: Factor;
}

/** Of kernels with rates of the core's own. */
const none: Factor = { instructions: [1, 0, 0], cycles: [1, 0, 0] };

/** By core; at -O2 and at -Os. Fitted to the rows in tools/cores/rows by `pnpm bench:cores`, which writes this file. */
// prettier-ignore
export const measuredFactors: Readonly<Record<string, { readonly fast?: Factors; readonly small?: Factors }>> = {
  'cortex-m55': {
    fast: {
      kernels: {
        tml_add_s8_mve: { instructions: [0.819, 0, 329], cycles: [0.639, 0, 378] },
        tml_average_pool_2d_s8_dsp: none,
        tml_conv_2d_1x1_s8_mve: { instructions: [1.03, 0, 106], cycles: [0.862, 0, 207] },
        tml_conv_2d_max_pool_2d_f32_fpu: { instructions: [0.976, 0, 0], cycles: [1.01, 0, 0] },
        tml_conv_2d_s8_mve: { instructions: [0.942, 0.00182, 6480], cycles: [0.807, 0, 8920] },
        tml_depthwise_conv_2d_3x3_s8_dsp: { instructions: [0.919, 0, 0], cycles: [1.02, 0, 0] },
        tml_depthwise_conv_2d_s8_mve: { instructions: [1.03, 0, 480], cycles: [1, 0, 1780] },
        tml_depthwise_conv_2d_window_s8_dsp: { instructions: [0.945, 0, 0], cycles: [0.974, 0, 0] },
        tml_dequantize_s8: none,
        tml_fully_connected_f32_fpu: { instructions: [0.458, 0, 0], cycles: [0.984, 0, 0] },
        tml_fully_connected_s8_mve: { instructions: [0.974, 0.00674, 0], cycles: [0.794, 0, 64.2] },
        tml_logistic_s8: none,
        tml_max_pool_2d_s8_dsp: none,
        tml_mean_s8: none,
        tml_mul_s8: none,
        tml_quantize_s8: none,
        tml_relu_s8: none,
        tml_softmax_s8: none,
        tml_sub_s8_mve: { instructions: [0.961, 0, 0], cycles: [0.767, 0, 0] },
      },
      others: { instructions: [1.02, 0, 0], cycles: [0.922, 0, 0] },
    },
    small: {
      kernels: {
        tml_add_s8_dsp: { instructions: [1.11, 0, 0], cycles: [1.17, 0, 4.55] },
        tml_average_pool_2d_s8: none,
        tml_average_pool_2d_s8_dsp: none,
        tml_conv_2d_1x1_s8_mve: { instructions: [1.01, 0.00806, 58.3], cycles: [0.887, 0, 60.5] },
        tml_conv_2d_s8_mve: { instructions: [1.24, 0, 317], cycles: [1.16, 0, 803] },
        tml_depthwise_conv_2d_3x3_s8_dsp: none,
        tml_depthwise_conv_2d_s8: none,
        tml_depthwise_conv_2d_s8_dsp: none,
        tml_dequantize_s8: none,
        tml_fully_connected_direct_s8_dsp: none,
        tml_fully_connected_s8: none,
        tml_logistic_s8: none,
        tml_max_pool_2d_s8_dsp: none,
        tml_mean_s8: none,
        tml_mul_s8: none,
        tml_quantize_s8: none,
        tml_relu_s8: none,
        tml_softmax_s8: none,
        tml_sub_s8: none,
      },
      others: { instructions: [1.15, 0, 0], cycles: [1.17, 0, 0] },
    },
  },
  'cortex-m3': {
    fast: {
      kernels: {
        tml_add_s8: none,
        tml_average_pool_2d_s8: none,
        tml_conv_2d_s8: none,
        tml_depthwise_conv_2d_s8: none,
        tml_dequantize_s8: { instructions: [0.817, 0, 0], cycles: [0.796, 0, 0] },
        tml_fully_connected_s8: none,
        tml_logistic_s8: none,
        tml_max_pool_2d_s8: none,
        tml_mean_s8: none,
        tml_mul_s8: none,
        tml_quantize_s8: { instructions: [2.46, 0, 0], cycles: [2.18, 0, 0] },
        tml_relu_s8: none,
        tml_softmax_s8: none,
        tml_sub_s8: none,
      },
      others: { instructions: [1, 0, 0], cycles: [1, 0, 0] },
    },
    small: {
      kernels: {
        tml_add_s8: none,
        tml_average_pool_2d_s8: none,
        tml_conv_2d_s8: none,
        tml_depthwise_conv_2d_s8: none,
        tml_dequantize_s8: { instructions: [0.823, 0, 0], cycles: [0.825, 0, 0] },
        tml_fully_connected_s8: none,
        tml_logistic_s8: none,
        tml_max_pool_2d_s8: none,
        tml_mean_s8: none,
        tml_mul_s8: none,
        tml_quantize_s8: { instructions: [2.44, 0, 0], cycles: [2.13, 0, 0] },
        tml_relu_s8: none,
        tml_softmax_s8: none,
        tml_sub_s8: none,
      },
      others: { instructions: [1, 0, 0], cycles: [1, 0, 0] },
    },
  },
  'cortex-m0plus': {
    fast: {
      kernels: {
        tml_add_s8: none,
        tml_average_pool_2d_s8: none,
        tml_conv_2d_s8: none,
        tml_depthwise_conv_2d_s8: none,
        tml_dequantize_s8: { instructions: [1.04, 0, 0], cycles: [1.26, 0, 0] },
        tml_fully_connected_s8: none,
        tml_logistic_s8: none,
        tml_max_pool_2d_s8: none,
        tml_mean_s8: none,
        tml_mul_s8: none,
        tml_quantize_s8: { instructions: [2.54, 0, 0], cycles: [2.84, 0, 0] },
        tml_relu_s8: none,
        tml_softmax_s8: none,
        tml_sub_s8: none,
      },
      others: { instructions: [1, 0, 0], cycles: [1, 0, 0] },
    },
    small: {
      kernels: {
        tml_add_s8: none,
        tml_average_pool_2d_s8: none,
        tml_conv_2d_s8: none,
        tml_depthwise_conv_2d_s8: none,
        tml_dequantize_s8: { instructions: [1.05, 0, 0], cycles: [1.29, 0, 0] },
        tml_fully_connected_s8: none,
        tml_logistic_s8: none,
        tml_max_pool_2d_s8: none,
        tml_mean_s8: none,
        tml_mul_s8: none,
        tml_quantize_s8: { instructions: [2.54, 0, 0], cycles: [2.81, 0, 0] },
        tml_relu_s8: none,
        tml_softmax_s8: none,
        tml_sub_s8: none,
      },
      others: { instructions: [1, 0, 0], cycles: [1, 0, 0] },
    },
  },
  rv32imc: {
    fast: {
      kernels: {
        tml_add_s8: none,
        tml_average_pool_2d_s8: none,
        tml_conv_2d_s8: none,
        tml_depthwise_conv_2d_s8: none,
        tml_dequantize_s8: { instructions: [1.57, 0, 0], cycles: [1.76, 0, 0] },
        tml_fully_connected_s8: none,
        tml_logistic_s8: none,
        tml_max_pool_2d_s8: none,
        tml_mean_s8: none,
        tml_mul_s8: none,
        tml_quantize_s8: { instructions: [1.97, 0, 0], cycles: [2.9, 0, 0] },
        tml_relu_s8: none,
        tml_softmax_s8: none,
        tml_sub_s8: none,
      },
      others: { instructions: [1, 0, 0], cycles: [1, 0, 0] },
    },
    small: {
      kernels: {
        tml_add_s8: none,
        tml_average_pool_2d_s8: none,
        tml_conv_2d_s8: none,
        tml_depthwise_conv_2d_s8: none,
        tml_dequantize_s8: { instructions: [1.57, 0, 0], cycles: [1.77, 0, 0] },
        tml_fully_connected_s8: none,
        tml_logistic_s8: none,
        tml_max_pool_2d_s8: none,
        tml_mean_s8: none,
        tml_mul_s8: none,
        tml_quantize_s8: { instructions: [1.93, 0, 0], cycles: [2.82, 0, 0] },
        tml_relu_s8: none,
        tml_softmax_s8: none,
        tml_sub_s8: none,
      },
      others: { instructions: [1, 0, 0], cycles: [1, 0, 0] },
    },
  },
};
