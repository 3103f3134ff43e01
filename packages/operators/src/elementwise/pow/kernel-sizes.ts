import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_pow_f32: {
    'cortex-m4f': { stack: { once: { here: [16, 16], below: [128, 128] }, many: { here: [8, 16], below: [216, 128] } }, call: [20, 28], params: [0, 0], library: { once: [['powf'], ['powf']], many: [['memset', 'powf'], ['powf']] }, once: { here: [40, 36] }, many: { here: [12, 8], tml_pow_f32: [178, 0] }, apart: { tml_pow_f32: [178, 204] } },
    'cortex-m3': { stack: { once: { here: [16, 16], below: [128, 128] }, many: { here: [8, 16], below: [216, 128] } }, call: [20, 28], params: [0, 0], library: { once: [['powf'], ['powf']], many: [['memset', 'powf'], ['powf']] }, once: { here: [36, 32] }, many: { here: [12, 4], tml_pow_f32: [166, 0] }, apart: { tml_pow_f32: [166, 196] } },
    avr: { stack: { once: { here: [4, 8], below: [66, 66] }, many: { here: [22, 8], below: [132, 66] } }, call: [38, 96], params: [0, 0], library: { once: [['pow'], ['pow']], many: [['pow'], ['pow']] }, once: { here: [60, 84] }, many: { here: [36, -48], tml_pow_f32: [566, 0] }, apart: { tml_pow_f32: [566, 652] } },
  },
  tml_pow_s32: {
    'cortex-m4f': { stack: { once: { here: [12, 4], below: [64, 64] }, many: { here: [8, 4], below: [152, 64] } }, call: [20, 40], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [56, 60] }, many: { here: [12, 36], tml_pow_s32: [190, 0] }, apart: { tml_pow_s32: [190, 232] } },
    'cortex-m3': { stack: { once: { here: [12, 4], below: [64, 64] }, many: { here: [8, 4], below: [152, 64] } }, call: [20, 44], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [56, 60] }, many: { here: [12, 24], tml_pow_s32: [190, 0] }, apart: { tml_pow_s32: [190, 230] } },
    avr: { stack: { once: { here: [14, 20], below: [26, 26] }, many: { here: [22, 20], below: [104, 26] } }, call: [38, 148], params: [0, 0], library: { once: [['__mulsi3'], ['__mulsi3']], many: [['__mulsi3'], ['__mulsi3']] }, once: { here: [194, 214] }, many: { here: [36, 54], tml_pow_s32: [664, 0] }, apart: { tml_pow_s32: [664, 780] } },
  },
});
