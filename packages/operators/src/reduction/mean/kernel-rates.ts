import type { RateTable } from '../../kernel/kernel-cost.ts';

/** Measured on an emulated Cortex-M4F by tools/kernel-rates.ts. */
// prettier-ignore
export const rates: RateTable = {
  tml_mean_f32: {
    fast: { call: [0, 0], result: [0, 7.95], run: [0, 0], element: [4.71, 7.69] },
    small: { call: [249, 332], result: [30.4, 51.2], run: [14, 24.4], element: [3.62, 6.33] },
  },
};
