import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_signal_fft_auto_scale_s16: {
    'cortex-m4f': { stack: { once: { here: [20, 12], below: [64, 64] }, many: { here: [8, 12], below: [84, 64] } }, call: [16, 104], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [120, 108] }, many: { here: [12, -4], tml_signal_fft_auto_scale_s16: [104, 0] }, apart: { tml_signal_fft_auto_scale_s16: [104, 116] } },
    'cortex-m3': { stack: { once: { here: [20, 12], below: [64, 64] }, many: { here: [8, 12], below: [84, 64] } }, call: [16, 104], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [120, 108] }, many: { here: [12, -4], tml_signal_fft_auto_scale_s16: [104, 0] }, apart: { tml_signal_fft_auto_scale_s16: [104, 116] } },
    avr: { stack: { once: { here: [9, 13], below: [0, 0] }, many: { here: [12, 13], below: [16, 0] } }, call: [28, 282], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [250, 314] }, many: { here: [50, 36], tml_signal_fft_auto_scale_s16: [274, 0] }, apart: { tml_signal_fft_auto_scale_s16: [336, 388] } },
  },
});
