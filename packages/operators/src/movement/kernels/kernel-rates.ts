import type { RateTable } from '../../kernel/kernel-cost.ts';

/** Measured on an emulated Cortex-M4F by tools/kernel-rates.ts. */
// prettier-ignore
export const rates: RateTable = {
  tml_concatenation: {
    fast: { call: [0, 0], copy: [36.2, 51.2], byte: [0.598, 0.911] },
    small: { call: [0, 0], copy: [34.5, 48.5], byte: [0.912, 1.39] },
  },
  tml_gather: {
    fast: { call: [3.93, 3.31], run: [0, 0], element: [4.85, 7.71], copy: [0.942, 3.24], byte: [0.528, 0.844] },
    small: { call: [47.7, 88.3], run: [0, 0], element: [7.55, 11.9], copy: [41.5, 61.9], byte: [0.46, 0.721] },
  },
  tml_split: {
    fast: { call: [49.2, 49.3], copy: [5.35, 5.96], byte: [0.695, 1.93] },
    small: { call: [49.2, 49.3], copy: [5.28, 5.89], byte: [0.562, 1.79] },
  },
  tml_transpose_matrix: {
    fast: { call: [0, 0], row: [1.68, 1.96], element: [4.76, 7.74] },
    small: { call: [42.8, 46.8], row: [6.59, 7.22], element: [4.97, 7.96] },
  },
};
