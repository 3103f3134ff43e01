import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_right_shift_s16: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [152, 64] } }, call: [20, 32], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [40, 36] }, many: { here: [12, 0], tml_right_shift_s16: [160, 0] }, apart: { tml_right_shift_s16: [160, 198] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [152, 64] } }, call: [20, 32], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [40, 36] }, many: { here: [12, 0], tml_right_shift_s16: [164, 0] }, apart: { tml_right_shift_s16: [164, 198] } },
    avr: { stack: { once: { here: [4, 4], below: [0, 0] }, many: { here: [22, 6], below: [62, 0] } }, call: [38, 74], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [74, 74] }, many: { here: [36, 8], tml_right_shift_s16: [574, 0] }, apart: { tml_right_shift_s16: [574, 610] } },
  },
  tml_right_shift_s32: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [152, 64] } }, call: [20, 28], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [36, 32] }, many: { here: [12, 8], tml_right_shift_s32: [162, 0] }, apart: { tml_right_shift_s32: [162, 210] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [152, 64] } }, call: [20, 28], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [40, 32] }, many: { here: [12, 8], tml_right_shift_s32: [162, 0] }, apart: { tml_right_shift_s32: [162, 198] } },
    avr: { stack: { once: { here: [6, 10], below: [0, 0] }, many: { here: [22, 10], below: [64, 0] } }, call: [38, 116], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [110, 134] }, many: { here: [36, 4], tml_right_shift_s32: [604, 0] }, apart: { tml_right_shift_s32: [604, 702] } },
  },
  tml_right_shift_s8: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [152, 64] } }, call: [20, 32], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [40, 36] }, many: { here: [12, 4], tml_right_shift_s8: [146, 0] }, apart: { tml_right_shift_s8: [146, 186] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [152, 64] } }, call: [20, 32], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [40, 36] }, many: { here: [12, 4], tml_right_shift_s8: [146, 0] }, apart: { tml_right_shift_s8: [146, 186] } },
    avr: { stack: { once: { here: [2, 4], below: [0, 0] }, many: { here: [22, 4], below: [64, 0] } }, call: [38, 72], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [70, 76] }, many: { here: [36, 0], tml_right_shift_s8: [536, 0] }, apart: { tml_right_shift_s8: [536, 578] } },
  },
  tml_right_shift_u8: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [152, 64] } }, call: [20, 32], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [40, 36] }, many: { here: [12, 4], tml_right_shift_u8: [152, 0] }, apart: { tml_right_shift_u8: [152, 188] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [152, 64] } }, call: [20, 32], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [40, 36] }, many: { here: [12, 4], tml_right_shift_u8: [152, 0] }, apart: { tml_right_shift_u8: [152, 188] } },
    avr: { stack: { once: { here: [2, 4], below: [0, 0] }, many: { here: [22, 4], below: [62, 0] } }, call: [38, 50], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [50, 54] }, many: { here: [36, 0], tml_right_shift_u8: [498, 0] }, apart: { tml_right_shift_u8: [498, 558] } },
  },
});
