import type { RateTable } from '../../kernel/kernel-cost.ts';

/** Measured on an emulated Cortex-M4F by tools/kernel-rates.ts. */
// prettier-ignore
export const rates: RateTable = {
  tml_leaky_relu_f32: {
    fast: { call: [49.5, 50], element: [7.63, 10.1] },
    small: { call: [49.8, 50.2], element: [9.11, 11.1] },
  },
};
