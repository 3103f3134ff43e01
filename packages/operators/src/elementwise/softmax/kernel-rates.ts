import type { RateTable } from '../../kernel/kernel-cost.ts';

/** Measured on an emulated Cortex-M4F by tools/kernel-rates.ts. */
// prettier-ignore
export const rates: RateTable = {
  tml_softmax_f32: {
    fast: { call: [0, 0], row: [0, 19.8], element: [72.3, 127] },
    small: { call: [0, 1.61], row: [0, 20.9], element: [71.8, 126] },
  },
  tml_softmax_s8: {
    fast: { call: [145, 168], row: [13.8, 14.7], element: [25.7, 36] },
    small: { call: [156, 198], row: [14.3, 15.9], element: [31.7, 41.7] },
  },
};
