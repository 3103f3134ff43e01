import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_div_f32: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [160, 64] } }, call: [20, 80], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [84, 96] }, many: { here: [12, 20], tml_div_f32: [204, 0] }, apart: { tml_div_f32: [204, 246] } },
    'cortex-m3': { stack: { once: { here: [32, 32], below: [88, 88] }, many: { here: [8, 32], below: [184, 88] } }, call: [20, 72], params: [0, 0], library: { once: [['__aeabi_fcmpgt', '__aeabi_fcmplt', '__aeabi_fdiv'], ['__aeabi_fcmpgt', '__aeabi_fcmplt', '__aeabi_fdiv']], many: [['__aeabi_fcmpgt', '__aeabi_fcmplt', '__aeabi_fdiv', 'memset'], ['__aeabi_fcmpgt', '__aeabi_fcmplt', '__aeabi_fdiv']] }, once: { here: [76, 80] }, many: { here: [12, 12], tml_div_f32: [206, 0] }, apart: { tml_div_f32: [206, 260] } },
    avr: { stack: { once: { here: [8, 12], below: [26, 26] }, many: { here: [30, 12], below: [104, 26] } }, call: [38, 136], params: [0, 0], library: { once: [['__divsf3', '__ltsf2'], ['__divsf3', '__ltsf2']], many: [['__divsf3', '__gtsf2', '__ltsf2'], ['__divsf3', '__ltsf2']] }, once: { here: [100, 124] }, many: { here: [36, -64], tml_div_f32: [706, 0] }, apart: { tml_div_f32: [706, 792] } },
  },
  tml_div_s16: {
    'cortex-m4f': { stack: { once: { here: [36, 36], below: [64, 64] }, many: { here: [8, 8], below: [208, 208] } }, call: [20, 20], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [348, 352] }, many: { here: [12, 12], tml_div_s16: [528, 568] }, apart: { tml_div_s16: [528, 568] } },
    'cortex-m3': { stack: { once: { here: [36, 36], below: [64, 64] }, many: { here: [8, 8], below: [208, 208] } }, call: [20, 20], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [348, 356] }, many: { here: [12, 12], tml_div_s16: [528, 564] }, apart: { tml_div_s16: [528, 564] } },
    avr: { stack: { once: { here: [44, 51], below: [26, 26] }, many: { here: [50, 55], below: [158, 26] } }, call: [38, 1132], params: [0, 0], library: { once: [['__ashrdi3', '__muldi3', '__mulsidi3'], ['__ashrdi3', '__muldi3', '__mulsidi3']], many: [['__ashrdi3', '__muldi3', '__mulsidi3'], ['__ashrdi3', '__muldi3', '__mulsidi3']] }, once: { here: [1092, 1214] }, many: { here: [36, 54], tml_div_s16: [1858, 0] }, apart: { tml_div_s16: [1858, 2108] } },
  },
  tml_div_s32: {
    'cortex-m4f': { stack: { once: { here: [8, 0], below: [64, 64] }, many: { here: [8, 0], below: [168, 64] } }, call: [20, 64], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [68, 64] }, many: { here: [12, 0], tml_div_s32: [212, 0] }, apart: { tml_div_s32: [212, 244] } },
    'cortex-m3': { stack: { once: { here: [8, 0], below: [64, 64] }, many: { here: [8, 0], below: [160, 64] } }, call: [20, 64], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [68, 64] }, many: { here: [12, 0], tml_div_s32: [210, 0] }, apart: { tml_div_s32: [210, 242] } },
    avr: { stack: { once: { here: [4, 8], below: [26, 26] }, many: { here: [30, 8], below: [100, 26] } }, call: [38, 198], params: [0, 0], library: { once: [['__divmodsi4'], ['__divmodsi4']], many: [['__divmodsi4'], ['__divmodsi4']] }, once: { here: [152, 176] }, many: { here: [36, -60], tml_div_s32: [712, 0] }, apart: { tml_div_s32: [712, 808] } },
  },
  tml_div_s8: {
    'cortex-m4f': { stack: { once: { here: [36, 36], below: [64, 64] }, many: { here: [8, 8], below: [208, 208] } }, call: [20, 20], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [308, 324] }, many: { here: [12, 12], tml_div_s8: [512, 552] }, apart: { tml_div_s8: [512, 552] } },
    'cortex-m3': { stack: { once: { here: [36, 36], below: [64, 64] }, many: { here: [8, 8], below: [208, 208] } }, call: [20, 20], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [308, 324] }, many: { here: [12, 12], tml_div_s8: [512, 552] }, apart: { tml_div_s8: [512, 552] } },
    avr: { stack: { once: { here: [44, 51], below: [26, 26] }, many: { here: [50, 51], below: [160, 26] } }, call: [38, 1038], params: [0, 0], library: { once: [['__ashrdi3', '__muldi3', '__mulsidi3'], ['__ashrdi3', '__muldi3', '__mulsidi3']], many: [['__ashrdi3', '__muldi3', '__mulsidi3'], ['__ashrdi3', '__muldi3', '__mulsidi3']] }, once: { here: [1026, 1134] }, many: { here: [36, 100], tml_div_s8: [1840, 0] }, apart: { tml_div_s8: [1840, 2066] } },
  },
  tml_div_u8: {
    'cortex-m4f': { stack: { once: { here: [36, 36], below: [64, 64] }, many: { here: [8, 8], below: [208, 208] } }, call: [20, 20], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [312, 316] }, many: { here: [12, 12], tml_div_u8: [508, 552] }, apart: { tml_div_u8: [508, 552] } },
    'cortex-m3': { stack: { once: { here: [36, 36], below: [64, 64] }, many: { here: [8, 8], below: [208, 208] } }, call: [20, 20], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [312, 320] }, many: { here: [12, 12], tml_div_u8: [508, 552] }, apart: { tml_div_u8: [508, 552] } },
    avr: { stack: { once: { here: [44, 51], below: [26, 26] }, many: { here: [50, 51], below: [160, 26] } }, call: [38, 1014], params: [0, 0], library: { once: [['__ashrdi3', '__muldi3', '__mulsidi3'], ['__ashrdi3', '__muldi3', '__mulsidi3']], many: [['__ashrdi3', '__muldi3', '__mulsidi3'], ['__ashrdi3', '__muldi3', '__mulsidi3']] }, once: { here: [1006, 1110] }, many: { here: [36, 100], tml_div_u8: [1832, 0] }, apart: { tml_div_u8: [1832, 2058] } },
  },
});
