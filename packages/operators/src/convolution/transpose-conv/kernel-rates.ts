import type { RateTable } from '../../kernel/kernel-cost.ts';

/** Measured on an emulated Cortex-M4F by tools/kernel-rates.ts. */
// prettier-ignore
export const rates: RateTable = {
  tml_transpose_conv_f32: {
    fast: { call: [49, 49.5], result: [18.6, 18.2], product: [19.3, 31.2] },
    small: { call: [49.2, 49.7], result: [19, 20.4], product: [27.1, 48] },
  },
  tml_transpose_conv_s8: {
    fast: { call: [50.4, 49.2], result: [81.6, 75.4], product: [13.9, 25.4] },
    small: { call: [49.3, 49.6], result: [58.5, 49.3], product: [30.3, 50.9] },
  },
};
