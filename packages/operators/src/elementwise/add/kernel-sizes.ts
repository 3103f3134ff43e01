import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_add_f32: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [152, 64] } }, call: [20, 80], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [84, 96] }, many: { here: [12, 20], tml_add_f32: [202, 0] }, apart: { tml_add_f32: [202, 248] } },
    'cortex-m3': { stack: { once: { here: [32, 32], below: [88, 88] }, many: { here: [8, 32], below: [184, 88] } }, call: [20, 72], params: [0, 0], library: { once: [['__aeabi_fadd', '__aeabi_fcmpgt', '__aeabi_fcmplt'], ['__aeabi_fadd', '__aeabi_fcmpgt', '__aeabi_fcmplt']], many: [['__aeabi_fadd', '__aeabi_fcmpgt', '__aeabi_fcmplt', 'memset'], ['__aeabi_fadd', '__aeabi_fcmpgt', '__aeabi_fcmplt']] }, once: { here: [76, 80] }, many: { here: [12, 12], tml_add_f32: [206, 0] }, apart: { tml_add_f32: [206, 260] } },
    avr: { stack: { once: { here: [8, 12], below: [26, 26] }, many: { here: [30, 12], below: [104, 26] } }, call: [38, 136], params: [0, 0], library: { once: [['__addsf3', '__ltsf2'], ['__addsf3', '__ltsf2']], many: [['__addsf3', '__gtsf2', '__ltsf2'], ['__addsf3', '__ltsf2']] }, once: { here: [100, 124] }, many: { here: [36, -64], tml_add_f32: [706, 0] }, apart: { tml_add_f32: [706, 788] } },
  },
  tml_add_s16: {
    'cortex-m4f': { stack: { once: { here: [24, 20], below: [72, 64] }, many: { here: [8, 8], below: [176, 240] } }, call: [20, 20], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [92, 172], tml_requantize_twice: [58, 0] }, many: { here: [12, 12], tml_add_s16: [220, 512], tml_requantize_twice: [58, 0] }, apart: { tml_add_s16: [220, 512], tml_requantize_twice: [58, 0] } },
    'cortex-m3': { stack: { once: { here: [24, 28], below: [72, 64] }, many: { here: [8, 8], below: [176, 240] } }, call: [20, 20], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [88, 176], tml_requantize_twice: [58, 0] }, many: { here: [12, 12], tml_add_s16: [220, 522], tml_requantize_twice: [58, 0] }, apart: { tml_add_s16: [220, 522], tml_requantize_twice: [58, 0] } },
    avr: { stack: { once: { here: [14, 20], below: [44, 26] }, many: { here: [58, 20], below: [126, 26] } }, call: [38, 552], params: [0, 0], library: { once: [['__ashrdi3', '__mulsidi3'], ['__ashrdi3', '__mulsidi3']], many: [['__ashrdi3', '__mulshisi3', '__mulsidi3'], ['__ashrdi3', '__mulsidi3']] }, once: { here: [260, 614], tml_requantize_twice: [268, 0] }, many: { here: [36, 80], tml_add_s16: [812, 0], tml_requantize_twice: [268, 0] }, apart: { tml_add_s16: [812, 1892], tml_requantize_twice: [268, 0] } },
  },
  tml_add_s32: {
    'cortex-m4f': { stack: { once: { here: [8, 0], below: [64, 64] }, many: { here: [8, 0], below: [152, 64] } }, call: [20, 40], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [52, 44] }, many: { here: [12, 8], tml_add_s32: [180, 0] }, apart: { tml_add_s32: [180, 228] } },
    'cortex-m3': { stack: { once: { here: [8, 0], below: [64, 64] }, many: { here: [8, 0], below: [152, 64] } }, call: [20, 44], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [52, 44] }, many: { here: [12, 0], tml_add_s32: [180, 0] }, apart: { tml_add_s32: [180, 242] } },
    avr: { stack: { once: { here: [6, 6], below: [0, 0] }, many: { here: [30, 10], below: [68, 0] } }, call: [38, 102], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [116, 114] }, many: { here: [36, 28], tml_add_s32: [650, 0] }, apart: { tml_add_s32: [650, 744] } },
  },
  tml_add_s64: {
    avr: { stack: { once: { here: [14, 12], below: [26, 26] }, many: { here: [22, 14], below: [98, 26] } }, call: [38, 118], params: [0, 0], library: { once: [['__adddi3'], ['__adddi3']], many: [['__adddi3'], ['__adddi3']] }, once: { here: [158, 146] }, many: { here: [36, 30], tml_add_s64: [666, 0] }, apart: { tml_add_s64: [666, 786] } },
  },
  tml_add_s8: {
    'cortex-m4f': { stack: { once: { here: [24, 20], below: [72, 64] }, many: { here: [8, 8], below: [160, 168] } }, call: [20, 20], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [96, 132], tml_requantize_twice: [58, 0] }, many: { here: [12, 12], tml_add_s8: [210, 410], tml_requantize_twice: [58, 0] }, apart: { tml_add_s8: [210, 410], tml_requantize_twice: [58, 0] } },
    'cortex-m3': { stack: { once: { here: [24, 20], below: [72, 64] }, many: { here: [8, 8], below: [160, 168] } }, call: [20, 20], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [96, 132], tml_requantize_twice: [58, 0] }, many: { here: [12, 12], tml_add_s8: [208, 428], tml_requantize_twice: [58, 0] }, apart: { tml_add_s8: [208, 428], tml_requantize_twice: [58, 0] } },
    avr: { stack: { once: { here: [14, 16], below: [44, 26] }, many: { here: [66, 16], below: [128, 26] } }, call: [38, 436], params: [0, 0], library: { once: [['__ashrdi3', '__mulsidi3'], ['__ashrdi3', '__mulsidi3']], many: [['__ashrdi3', '__mulsidi3'], ['__ashrdi3', '__mulsidi3']] }, once: { here: [280, 494], tml_requantize_twice: [268, 0] }, many: { here: [36, 58], tml_add_s8: [840, 0], tml_requantize_twice: [268, 0] }, apart: { tml_add_s8: [840, 1686], tml_requantize_twice: [268, 0] } },
  },
  tml_add_u8: {
    'cortex-m4f': { stack: { once: { here: [24, 8], below: [72, 80] }, many: { here: [8, 8], below: [160, 168] } }, call: [20, 20], params: [0, 0], library: { once: [[], ['memset']], many: [['memset'], []] }, once: { here: [96, 20], tml_requantize_twice: [58, 0] }, many: { here: [12, 12], tml_add_u8: [206, 410], tml_requantize_twice: [58, 0] }, apart: { tml_add_u8: [206, 410], tml_requantize_twice: [58, 0] } },
    'cortex-m3': { stack: { once: { here: [24, 8], below: [72, 80] }, many: { here: [8, 8], below: [160, 168] } }, call: [20, 20], params: [0, 0], library: { once: [[], ['memset']], many: [['memset'], []] }, once: { here: [92, 20], tml_requantize_twice: [58, 0] }, many: { here: [12, 12], tml_add_u8: [204, 426], tml_requantize_twice: [58, 0] }, apart: { tml_add_u8: [204, 426], tml_requantize_twice: [58, 0] } },
    avr: { stack: { once: { here: [14, 2], below: [44, 0] }, many: { here: [66, 2], below: [128, 0] } }, call: [38, 18], params: [0, 0], library: { once: [['__ashrdi3', '__mulsidi3'], []], many: [['__ashrdi3', '__mulsidi3'], []] }, once: { here: [276, 16], tml_requantize_twice: [268, 0] }, many: { here: [36, -4], tml_add_u8: [836, 0], tml_requantize_twice: [268, 0] }, apart: { tml_add_u8: [836, 1682], tml_requantize_twice: [268, 0] } },
  },
});
