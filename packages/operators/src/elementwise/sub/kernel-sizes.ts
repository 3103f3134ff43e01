import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_sub_f32: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [152, 64] } }, call: [20, 80], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [84, 96] }, many: { here: [12, 20], tml_sub_f32: [202, 0] }, apart: { tml_sub_f32: [202, 248] } },
    'cortex-m3': { stack: { once: { here: [32, 32], below: [88, 88] }, many: { here: [8, 32], below: [184, 88] } }, call: [20, 72], params: [0, 0], library: { once: [['__aeabi_fcmpgt', '__aeabi_fcmplt', '__aeabi_fsub'], ['__aeabi_fcmpgt', '__aeabi_fcmplt', '__aeabi_fsub']], many: [['__aeabi_fcmpgt', '__aeabi_fcmplt', '__aeabi_fsub', 'memset'], ['__aeabi_fcmpgt', '__aeabi_fcmplt', '__aeabi_fsub']] }, once: { here: [76, 80] }, many: { here: [12, 12], tml_sub_f32: [206, 0] }, apart: { tml_sub_f32: [206, 260] } },
    avr: { stack: { once: { here: [8, 12], below: [26, 26] }, many: { here: [30, 12], below: [104, 26] } }, call: [38, 136], params: [0, 0], library: { once: [['__ltsf2', '__subsf3'], ['__ltsf2', '__subsf3']], many: [['__gtsf2', '__ltsf2', '__subsf3'], ['__ltsf2', '__subsf3']] }, once: { here: [100, 124] }, many: { here: [36, -64], tml_sub_f32: [706, 0] }, apart: { tml_sub_f32: [706, 788] } },
  },
  tml_sub_s16: {
    'cortex-m4f': { stack: { once: { here: [24, 20], below: [72, 64] }, many: { here: [8, 8], below: [176, 240] } }, call: [20, 20], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [96, 176], tml_requantize_twice: [58, 0] }, many: { here: [12, 12], tml_requantize_twice: [58, 0], tml_sub_s16: [222, 514] }, apart: { tml_requantize_twice: [58, 0], tml_sub_s16: [222, 514] } },
    'cortex-m3': { stack: { once: { here: [24, 28], below: [72, 64] }, many: { here: [8, 8], below: [176, 240] } }, call: [20, 20], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [100, 180], tml_requantize_twice: [58, 0] }, many: { here: [12, 12], tml_requantize_twice: [58, 0], tml_sub_s16: [222, 524] }, apart: { tml_requantize_twice: [58, 0], tml_sub_s16: [222, 524] } },
    avr: { stack: { once: { here: [14, 20], below: [44, 26] }, many: { here: [58, 20], below: [126, 26] } }, call: [38, 566], params: [0, 0], library: { once: [['__ashrdi3', '__mulsidi3'], ['__ashrdi3', '__mulsidi3']], many: [['__ashrdi3', '__mulshisi3', '__mulsi3', '__mulsidi3'], ['__ashrdi3', '__mulsidi3']] }, once: { here: [274, 628], tml_requantize_twice: [268, 0] }, many: { here: [36, 80], tml_requantize_twice: [268, 0], tml_sub_s16: [824, 0] }, apart: { tml_requantize_twice: [268, 0], tml_sub_s16: [824, 1914] } },
  },
  tml_sub_s32: {
    'cortex-m4f': { stack: { once: { here: [8, 0], below: [64, 64] }, many: { here: [8, 0], below: [152, 64] } }, call: [20, 40], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [52, 44] }, many: { here: [12, 8], tml_sub_s32: [180, 0] }, apart: { tml_sub_s32: [180, 228] } },
    'cortex-m3': { stack: { once: { here: [8, 0], below: [64, 64] }, many: { here: [8, 0], below: [152, 64] } }, call: [20, 44], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [52, 44] }, many: { here: [12, 0], tml_sub_s32: [180, 0] }, apart: { tml_sub_s32: [180, 242] } },
    avr: { stack: { once: { here: [6, 6], below: [0, 0] }, many: { here: [30, 10], below: [68, 0] } }, call: [38, 102], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [116, 114] }, many: { here: [36, 28], tml_sub_s32: [650, 0] }, apart: { tml_sub_s32: [650, 744] } },
  },
  tml_sub_s64: {
    avr: { stack: { once: { here: [14, 12], below: [26, 26] }, many: { here: [22, 14], below: [98, 26] } }, call: [38, 118], params: [0, 0], library: { once: [['__subdi3'], ['__subdi3']], many: [['__subdi3'], ['__subdi3']] }, once: { here: [158, 146] }, many: { here: [36, 30], tml_sub_s64: [666, 0] }, apart: { tml_sub_s64: [666, 786] } },
  },
  tml_sub_s8: {
    'cortex-m4f': { stack: { once: { here: [24, 24], below: [72, 64] }, many: { here: [8, 8], below: [160, 168] } }, call: [20, 20], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [96, 168], tml_requantize_twice: [58, 0] }, many: { here: [12, 12], tml_requantize_twice: [58, 0], tml_sub_s8: [210, 414] }, apart: { tml_requantize_twice: [58, 0], tml_sub_s8: [210, 414] } },
    'cortex-m3': { stack: { once: { here: [24, 24], below: [72, 64] }, many: { here: [8, 8], below: [160, 168] } }, call: [20, 20], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [96, 168], tml_requantize_twice: [58, 0] }, many: { here: [12, 12], tml_requantize_twice: [58, 0], tml_sub_s8: [208, 428] }, apart: { tml_requantize_twice: [58, 0], tml_sub_s8: [208, 428] } },
    avr: { stack: { once: { here: [18, 24], below: [44, 26] }, many: { here: [66, 24], below: [128, 26] } }, call: [38, 552], params: [0, 0], library: { once: [['__ashrdi3', '__mulsidi3'], ['__ashrdi3', '__mulsidi3']], many: [['__ashrdi3', '__mulsidi3'], ['__ashrdi3', '__mulsidi3']] }, once: { here: [312, 640], tml_requantize_twice: [268, 0] }, many: { here: [36, 88], tml_requantize_twice: [268, 0], tml_sub_s8: [848, 0] }, apart: { tml_requantize_twice: [268, 0], tml_sub_s8: [848, 1688] } },
  },
  tml_sub_u8: {
    'cortex-m4f': { stack: { once: { here: [24, 24], below: [72, 64] }, many: { here: [8, 8], below: [160, 168] } }, call: [20, 20], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [96, 160], tml_requantize_twice: [58, 0] }, many: { here: [12, 12], tml_requantize_twice: [58, 0], tml_sub_u8: [206, 414] }, apart: { tml_requantize_twice: [58, 0], tml_sub_u8: [206, 414] } },
    'cortex-m3': { stack: { once: { here: [24, 24], below: [72, 64] }, many: { here: [8, 8], below: [160, 168] } }, call: [20, 20], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [92, 156], tml_requantize_twice: [58, 0] }, many: { here: [12, 12], tml_requantize_twice: [58, 0], tml_sub_u8: [204, 428] }, apart: { tml_requantize_twice: [58, 0], tml_sub_u8: [204, 428] } },
    avr: { stack: { once: { here: [18, 20], below: [44, 26] }, many: { here: [66, 20], below: [116, 26] } }, call: [38, 488], params: [0, 0], library: { once: [['__ashrdi3', '__mulsidi3'], ['__ashrdi3', '__mulsidi3']], many: [['__ashrdi3', '__mulsidi3'], ['__ashrdi3', '__mulsidi3']] }, once: { here: [300, 570], tml_requantize_twice: [268, 0] }, many: { here: [36, 82], tml_requantize_twice: [268, 0], tml_sub_u8: [816, 0] }, apart: { tml_requantize_twice: [268, 0], tml_sub_u8: [816, 1676] } },
  },
});
