import type { RateTable } from '../../kernel/kernel-cost.ts';

/** Measured on an emulated Cortex-M4F by tools/kernel-rates.ts. */
// prettier-ignore
export const rates: RateTable = {
  tml_svdf_hybrid: {
    fast: { call: [141, 118], filter: [44.5, 43.1], feature: [4.23, 5.98], memory: [8.73, 16.2] },
    small: { call: [141, 118], filter: [44.5, 43.1], feature: [4.23, 5.98], memory: [8.73, 16.2] },
  },
  tml_svdf_hybrid_dsp: {
    fast: { call: [175, 147], filter: [48.4, 50.7], feature: [1.5, 2.08], memory: [11.1, 19.1] },
    small: { call: [189, 147], filter: [46.8, 48.9], feature: [1.57, 2.15], memory: [8.94, 19.2] },
  },
  tml_svdf_s8: {
    fast: { call: [112, 107], filter: [51.3, 46.3], feature: [4.67, 6.95], memory: [7.94, 13.3] },
    small: { call: [96.9, 97.9], filter: [52.5, 48.4], feature: [3.99, 6.31], memory: [13.6, 20.2] },
  },
  tml_svdf_s8_dsp: {
    fast: { call: [160, 152], filter: [51.5, 52.5], feature: [0.716, 0.971], memory: [9.88, 15.5] },
    small: { call: [160, 152], filter: [51.5, 52.5], feature: [0.716, 0.971], memory: [9.88, 15.5] },
  },
  tml_svdf_s8_s8: {
    fast: { call: [116, 114], filter: [55.7, 49.9], feature: [4.91, 7.12], memory: [8.81, 13.7] },
    small: { call: [87.7, 97], filter: [54.2, 51.3], feature: [4.25, 6.6], memory: [11.8, 17.6] },
  },
  tml_svdf_s8_s8_dsp: {
    fast: { call: [186, 175], filter: [65.8, 64.7], feature: [0.749, 1.03], memory: [8.56, 13.5] },
    small: { call: [186, 175], filter: [65.8, 64.7], feature: [0.749, 1.03], memory: [8.56, 13.5] },
  },
};
