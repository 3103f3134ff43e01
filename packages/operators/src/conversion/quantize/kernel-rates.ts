import type { RateTable } from '../../kernel/kernel-cost.ts';

/** Measured on an emulated Cortex-M4F by tools/kernel-rates.ts. */
// prettier-ignore
export const rates: RateTable = {
  tml_quantize_s8: {
    fast: { call: [50.2, 50.8], element: [19.6, 37.5] },
    small: { call: [50.3, 50.9], element: [19, 38.7] },
  },
};
