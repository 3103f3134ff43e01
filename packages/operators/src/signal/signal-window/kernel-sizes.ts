import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_signal_window_s16: {
    'cortex-m4f': { stack: { once: { here: [20, 24], below: [64, 64] }, many: { here: [8, 24], below: [92, 64] } }, call: [16, 80], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [88, 96] }, many: { here: [12, 20], tml_signal_window_s16: [100, 0] }, apart: { tml_signal_window_s16: [100, 116] } },
    'cortex-m3': { stack: { once: { here: [20, 20], below: [64, 64] }, many: { here: [8, 20], below: [92, 64] } }, call: [16, 100], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [88, 108] }, many: { here: [12, 4], tml_signal_window_s16: [100, 0] }, apart: { tml_signal_window_s16: [100, 116] } },
    avr: { stack: { once: { here: [6, 6], below: [26, 26] }, many: { here: [18, 8], below: [61, 26] } }, call: [34, 120], params: [0, 0], library: { once: [['__mulhisi3'], ['__mulhisi3']], many: [['__mulhisi3'], ['__mulhisi3']] }, once: { here: [114, 126] }, many: { here: [36, 22], tml_signal_window_s16: [376, 0] }, apart: { tml_signal_window_s16: [376, 356] } },
  },
});
