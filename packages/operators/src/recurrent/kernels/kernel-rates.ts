import type { RateTable } from '../../kernel/kernel-cost.ts';

/** Measured on an emulated Cortex-M4F by tools/kernel-rates.ts. */
// prettier-ignore
export const rates: RateTable = {
  tml_lstm_hybrid: {
    fast: { call: [54.9, 56.8], product: [3.12, 5.38], sum: [81.8, 121], cell: [18.6, 23.5] },
    small: { call: [54.9, 56.8], product: [3.12, 5.38], sum: [81.8, 121], cell: [18.6, 23.5] },
  },
  tml_lstm_hybrid_dsp: {
    fast: { call: [56.4, 58.1], product: [0.969, 1.8], sum: [97.8, 146], cell: [21.3, 26.8] },
    small: { call: [56.5, 58.2], product: [1.03, 1.9], sum: [97.4, 146], cell: [21.3, 26.8] },
  },
  tml_lstm_s8: {
    fast: { call: [56.8, 57.2], product: [4.05, 6.59], sum: [121, 131], cell: [23.6, 24.8] },
    small: { call: [58, 58.2], product: [7.22, 12.7], sum: [149, 152], cell: [27, 27.2] },
  },
  tml_lstm_s8_dsp: {
    fast: { call: [56.5, 57.7], product: [1.64, 2.37], sum: [128, 147], cell: [25.1, 27.2] },
    small: { call: [58.8, 59.8], product: [2.49, 4.68], sum: [167, 189], cell: [29.3, 31.8] },
  },
  tml_rnn_hybrid: {
    fast: { call: [69.5, 75.8], product: [3.11, 5.26], sum: [81.1, 112], cell: [45.6, 61] },
    small: { call: [69.5, 75.8], product: [3.11, 5.26], sum: [81.1, 112], cell: [45.6, 61] },
  },
  tml_rnn_hybrid_dsp: {
    fast: { call: [73, 80], product: [0.733, 1.45], sum: [96.4, 134], cell: [53.2, 72.2] },
    small: { call: [74, 81.2], product: [0.767, 1.58], sum: [99.4, 139], cell: [54.7, 74.5] },
  },
};
