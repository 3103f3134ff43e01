import type { RateTable } from '../../kernel/kernel-cost.ts';

/** Measured on an emulated Cortex-M4F by tools/kernel-rates.ts. */
// prettier-ignore
export const rates: RateTable = {
  tml_tanh_f32: {
    fast: { call: [127, 255], element: [84.1, 149] },
    small: { call: [122, 256], element: [85.7, 150] },
  },
};
