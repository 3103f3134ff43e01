import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_minimum_f32: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [144, 64] } }, call: [20, 36], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [48, 44] }, many: { here: [12, 12], tml_minimum_f32: [166, 0] }, apart: { tml_minimum_f32: [166, 208] } },
    'cortex-m3': { stack: { once: { here: [24, 24], below: [88, 88] }, many: { here: [8, 24], below: [184, 88] } }, call: [20, 40], params: [0, 0], library: { once: [['__aeabi_fcmplt'], ['__aeabi_fcmplt']], many: [['__aeabi_fcmplt', 'memset'], ['__aeabi_fcmpgt', '__aeabi_fcmplt']] }, once: { here: [44, 40] }, many: { here: [12, -4], tml_minimum_f32: [180, 0] }, apart: { tml_minimum_f32: [180, 218] } },
    avr: { stack: { once: { here: [12, 16], below: [26, 26] }, many: { here: [22, 16], below: [100, 26] } }, call: [38, 112], params: [0, 0], library: { once: [['__ltsf2'], ['__ltsf2']], many: [['__ltsf2'], ['__ltsf2']] }, once: { here: [112, 132] }, many: { here: [36, -16], tml_minimum_f32: [638, 0] }, apart: { tml_minimum_f32: [638, 734] } },
  },
  tml_minimum_s16: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [152, 64] } }, call: [20, 36], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [40, 40] }, many: { here: [12, 0], tml_minimum_s16: [158, 0] }, apart: { tml_minimum_s16: [158, 208] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [152, 64] } }, call: [20, 36], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [40, 40] }, many: { here: [12, 0], tml_minimum_s16: [158, 0] }, apart: { tml_minimum_s16: [158, 194] } },
    avr: { stack: { once: { here: [4, 4], below: [0, 0] }, many: { here: [22, 4], below: [60, 0] } }, call: [38, 48], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [54, 48] }, many: { here: [36, 0], tml_minimum_s16: [538, 0] }, apart: { tml_minimum_s16: [538, 584] } },
  },
  tml_minimum_s32: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [144, 64] } }, call: [20, 28], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [40, 36] }, many: { here: [12, 12], tml_minimum_s32: [150, 0] }, apart: { tml_minimum_s32: [150, 208] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [144, 64] } }, call: [20, 28], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [40, 36] }, many: { here: [12, 12], tml_minimum_s32: [150, 0] }, apart: { tml_minimum_s32: [150, 192] } },
    avr: { stack: { once: { here: [6, 4], below: [0, 0] }, many: { here: [22, 4], below: [60, 0] } }, call: [38, 110], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [82, 70] }, many: { here: [36, -88], tml_minimum_s32: [560, 0] }, apart: { tml_minimum_s32: [560, 650] } },
  },
  tml_minimum_s64: {
    'cortex-m4f': { stack: { once: { here: [16, 8], below: [64, 64] }, many: { here: [8, 8], below: [168, 64] } }, call: [20, 44], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [48, 48] }, many: { here: [12, 8], tml_minimum_s64: [180, 0] }, apart: { tml_minimum_s64: [180, 216] } },
    'cortex-m3': { stack: { once: { here: [16, 8], below: [64, 64] }, many: { here: [8, 8], below: [168, 64] } }, call: [20, 44], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [48, 48] }, many: { here: [12, 8], tml_minimum_s64: [176, 0] }, apart: { tml_minimum_s64: [176, 210] } },
    avr: { stack: { once: { here: [30, 32], below: [26, 26] }, many: { here: [22, 32], below: [114, 26] } }, call: [38, 188], params: [0, 0], library: { once: [['__cmpdi2'], ['__cmpdi2']], many: [['__cmpdi2'], ['__cmpdi2']] }, once: { here: [314, 280] }, many: { here: [36, 84], tml_minimum_s64: [860, 0] }, apart: { tml_minimum_s64: [860, 972] } },
  },
  tml_minimum_s8: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [144, 64] } }, call: [20, 32], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [40, 36] }, many: { here: [12, 4], tml_minimum_s8: [140, 0] }, apart: { tml_minimum_s8: [140, 174] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [144, 64] } }, call: [20, 32], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [40, 36] }, many: { here: [12, 4], tml_minimum_s8: [140, 0] }, apart: { tml_minimum_s8: [140, 174] } },
    avr: { stack: { once: { here: [4, 4], below: [0, 0] }, many: { here: [22, 4], below: [62, 0] } }, call: [38, 36], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [46, 40] }, many: { here: [36, 0], tml_minimum_s8: [478, 0] }, apart: { tml_minimum_s8: [478, 536] } },
  },
  tml_minimum_u8: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [144, 64] } }, call: [20, 28], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [36, 32] }, many: { here: [12, 8], tml_minimum_u8: [140, 0] }, apart: { tml_minimum_u8: [140, 172] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [144, 64] } }, call: [20, 28], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [36, 32] }, many: { here: [12, 8], tml_minimum_u8: [140, 0] }, apart: { tml_minimum_u8: [140, 172] } },
    avr: { stack: { once: { here: [4, 4], below: [0, 0] }, many: { here: [22, 4], below: [62, 0] } }, call: [38, 36], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [46, 40] }, many: { here: [36, 0], tml_minimum_u8: [478, 0] }, apart: { tml_minimum_u8: [478, 536] } },
  },
});
