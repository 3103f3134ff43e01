import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_signal_delay_s16: {
    'cortex-m4f': { stack: { once: { here: [20, 16], below: [64, 64] }, many: { here: [16, 20], below: [144, 64] } }, call: [32, 100], params: [0, 0], library: { once: [[], []], many: [['memcpy', 'memmove'], []] }, once: { here: [72, 136] }, many: { here: [4, 40], tml_signal_delay_s16: [186, 0] }, apart: { tml_signal_delay_s16: [186, 190] } },
    'cortex-m3': { stack: { once: { here: [20, 16], below: [64, 64] }, many: { here: [16, 20], below: [144, 64] } }, call: [32, 100], params: [0, 0], library: { once: [[], []], many: [['memcpy', 'memmove'], []] }, once: { here: [72, 132] }, many: { here: [4, 32], tml_signal_delay_s16: [186, 0] }, apart: { tml_signal_delay_s16: [186, 196] } },
    avr: { stack: { once: { here: [2, 2], below: [0, 0] }, many: { here: [18, 2], below: [64, 0] } }, call: [42, 58], params: [0, 0], library: { once: [[], []], many: [['memcpy', 'memmove'], []] }, once: { here: [54, 56] }, many: { here: [44, -6], tml_signal_delay_s16: [462, 0] }, apart: { tml_signal_delay_s16: [462, 474] } },
  },
});
