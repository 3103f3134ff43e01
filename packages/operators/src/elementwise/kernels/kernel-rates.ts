import type { RateTable } from '../../kernel/kernel-cost.ts';

/** Measured on an emulated Cortex-M4F by tools/kernel-rates.ts. */
// prettier-ignore
export const rates: RateTable = {
  tml_relu_f32: {
    fast: { call: [69.1, 0], element: [9.52, 13.8] },
    small: { call: [0, 0], element: [13.1, 18.6] },
  },
};
