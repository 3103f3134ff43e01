import type { RateTable } from '../../kernel/kernel-cost.ts';

/** Measured on an emulated Cortex-M4F by tools/kernel-rates.ts. */
// prettier-ignore
export const rates: RateTable = {
  tml_concatenation: {
    fast: { call: [0, 0], copy: [36.2, 51.2], byte: [0.598, 0.911] },
    small: { call: [0, 0], copy: [34.5, 48.5], byte: [0.912, 1.39] },
  },
  tml_gather: {
    fast: { call: [15.7, 26.2], run: [9.02, 7.86], element: [3.81, 6.9], copy: [3.28, 5.11], byte: [0, 0.224] },
    small: { call: [39.2, 76.7], run: [23.3, 35.7], element: [8.13, 13.7], copy: [12.4, 16.4], byte: [14.8, 22.9] },
  },
  tml_split: {
    fast: { call: [49.2, 49.3], copy: [5.35, 5.96], byte: [0.695, 1.93] },
    small: { call: [49.2, 49.3], copy: [5.28, 5.89], byte: [0.562, 1.79] },
  },
};
