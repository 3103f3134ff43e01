import type { RateTable } from '../../kernel/kernel-cost.ts';

/** Measured on an emulated Cortex-M4F by tools/kernel-rates.ts. */
// prettier-ignore
export const rates: RateTable = {
  tml_dequantize_s8: {
    fast: { call: [38.5, 47.2], element: [5.4, 8.88] },
    small: { call: [40.3, 48.8], element: [6.13, 9.53] },
  },
};
