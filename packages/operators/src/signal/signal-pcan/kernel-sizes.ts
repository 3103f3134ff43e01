import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_signal_pcan_u32: {
    'cortex-m4f': { stack: { once: { here: [20, 20], below: [64, 64] }, many: { here: [8, 24], below: [96, 64] } }, call: [24, 176], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [176, 176] }, many: { here: [8, 12], tml_signal_pcan_u32: [194, 0] }, apart: { tml_signal_pcan_u32: [194, 208] } },
    'cortex-m3': { stack: { once: { here: [20, 20], below: [64, 64] }, many: { here: [8, 24], below: [96, 64] } }, call: [24, 176], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [172, 176] }, many: { here: [8, 8], tml_signal_pcan_u32: [194, 0] }, apart: { tml_signal_pcan_u32: [194, 208] } },
    avr: { stack: { once: { here: [24, 26], below: [26, 26] }, many: { here: [14, 26], below: [59, 26] } }, call: [38, 554], params: [0, 0], library: { once: [['__lshrdi3', '__mulshisi3', '__mulsi3', '__umulsidi3'], ['__lshrdi3', '__mulshisi3', '__mulsi3', '__umulsidi3']], many: [['__lshrdi3', '__mulshisi3', '__mulsi3', '__umulsidi3'], ['__lshrdi3', '__mulshisi3', '__mulsi3', '__umulsidi3']] }, once: { here: [592, 658] }, many: { here: [36, 116], tml_signal_pcan_u32: [656, 0] }, apart: { tml_signal_pcan_u32: [656, 702] } },
  },
});
