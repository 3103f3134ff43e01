import type { RateTable } from '../../kernel/kernel-cost.ts';

/** Measured on an emulated Cortex-M4F by tools/kernel-rates.ts. */
// prettier-ignore
export const rates: RateTable = {
  tml_logistic_f32: {
    fast: { call: [59.8, 70.2], element: [60.3, 113] },
    small: { call: [60, 70.3], element: [61.2, 114] },
  },
};
