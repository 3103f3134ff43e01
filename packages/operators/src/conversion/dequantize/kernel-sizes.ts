import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_dequantize_f16: {
    'cortex-m4f': { stack: { once: { here: [16, 12], below: [64, 64] }, many: { here: [8, 16], below: [84, 64] } }, call: [16, 92], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [100, 108] }, many: { here: [12, 16], tml_dequantize_f16: [92, 0] }, apart: { tml_dequantize_f16: [92, 116] } },
    'cortex-m3': { stack: { once: { here: [32, 32], below: [88, 88] }, many: { here: [8, 32], below: [120, 88] } }, call: [16, 92], params: [0, 0], library: { once: [['__aeabi_fmul'], ['__aeabi_fmul']], many: [['__aeabi_fmul'], ['__aeabi_fmul']] }, once: { here: [100, 108] }, many: { here: [12, 16], tml_dequantize_f16: [96, 0] }, apart: { tml_dequantize_f16: [96, 120] } },
    avr: { stack: { once: { here: [10, 12], below: [26, 26] }, many: { here: [12, 10], below: [44, 26] } }, call: [24, 208], params: [0, 0], library: { once: [['__mulsf3'], ['__mulsf3']], many: [['__mulsf3'], ['__mulsf3']] }, once: { here: [184, 204] }, many: { here: [50, -64], tml_dequantize_f16: [238, 0] }, apart: { tml_dequantize_f16: [238, 258] } },
  },
  tml_dequantize_s16: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [80, 64] } }, call: [16, 48], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [48, 44] }, many: { here: [12, -8], tml_dequantize_s16: [44, 0] }, apart: { tml_dequantize_s16: [44, 54] } },
    'cortex-m3': { stack: { once: { here: [24, 24], below: [88, 88] }, many: { here: [8, 24], below: [112, 88] } }, call: [16, 44], params: [0, 0], library: { once: [['__aeabi_fmul', '__aeabi_i2f'], ['__aeabi_fmul', '__aeabi_i2f']], many: [['__aeabi_fmul', '__aeabi_i2f'], ['__aeabi_fmul', '__aeabi_i2f']] }, once: { here: [48, 44] }, many: { here: [12, 0], tml_dequantize_s16: [50, 0] }, apart: { tml_dequantize_s16: [50, 54] } },
    avr: { stack: { once: { here: [6, 6], below: [26, 26] }, many: { here: [16, 8], below: [44, 26] } }, call: [34, 90], params: [0, 0], library: { once: [['__floatsisf', '__mulsf3'], ['__floatsisf', '__mulsf3']], many: [['__floatsisf', '__mulsf3'], ['__floatsisf', '__mulsf3']] }, once: { here: [84, 84] }, many: { here: [36, -8], tml_dequantize_s16: [166, 0] }, apart: { tml_dequantize_s16: [166, 174] } },
  },
  tml_dequantize_s32: {
    'cortex-m4f': { stack: { once: { here: [24, 24], below: [88, 88] }, many: { here: [8, 24], below: [112, 88] } }, call: [16, 48], params: [0, 0], library: { once: [['__aeabi_l2f'], ['__aeabi_l2f']], many: [['__aeabi_l2f'], ['__aeabi_l2f']] }, once: { here: [60, 60] }, many: { here: [12, 16], tml_dequantize_s32: [62, 0] }, apart: { tml_dequantize_s32: [62, 68] } },
    'cortex-m3': { stack: { once: { here: [16, 16], below: [88, 88] }, many: { here: [8, 16], below: [112, 88] } }, call: [16, 44], params: [0, 0], library: { once: [['__aeabi_fmul', '__aeabi_l2f'], ['__aeabi_fmul', '__aeabi_l2f']], many: [['__aeabi_fmul', '__aeabi_l2f'], ['__aeabi_fmul', '__aeabi_l2f']] }, once: { here: [52, 52] }, many: { here: [12, 12], tml_dequantize_s32: [56, 0] }, apart: { tml_dequantize_s32: [56, 62] } },
    avr: { stack: { once: { here: [12, 10], below: [26, 26] }, many: { here: [16, 12], below: [60, 26] } }, call: [34, 102], params: [0, 0], library: { once: [['__floatdisf', '__mulsf3'], ['__floatdisf', '__mulsf3']], many: [['__floatdisf', '__mulsf3', '__subdi3'], ['__floatdisf', '__mulsf3']] }, once: { here: [136, 124] }, many: { here: [36, 32], tml_dequantize_s32: [294, 0] }, apart: { tml_dequantize_s32: [294, 290] } },
  },
  tml_dequantize_s8: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [72, 64] } }, call: [16, 48], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [44, 52] }, many: { here: [12, 4], tml_dequantize_s8: [44, 0] }, apart: { tml_dequantize_s8: [44, 44] } },
    'cortex-m3': { stack: { once: { here: [24, 24], below: [88, 88] }, many: { here: [8, 24], below: [112, 88] } }, call: [16, 44], params: [0, 0], library: { once: [['__aeabi_fmul', '__aeabi_i2f'], ['__aeabi_fmul', '__aeabi_i2f']], many: [['__aeabi_fmul', '__aeabi_i2f'], ['__aeabi_fmul', '__aeabi_i2f']] }, once: { here: [48, 52] }, many: { here: [12, 12], tml_dequantize_s8: [50, 0] }, apart: { tml_dequantize_s8: [50, 52] } },
    avr: { stack: { once: { here: [6, 6], below: [26, 26] }, many: { here: [16, 8], below: [44, 26] } }, call: [34, 98], params: [0, 0], library: { once: [['__floatsisf', '__mulsf3'], ['__floatsisf', '__mulsf3']], many: [['__floatsisf', '__mulsf3'], ['__floatsisf', '__mulsf3']] }, once: { here: [84, 84] }, many: { here: [36, -30], tml_dequantize_s8: [152, 0] }, apart: { tml_dequantize_s8: [152, 156] } },
  },
  tml_dequantize_u8: {
    'cortex-m4f': { stack: { once: { here: [8, 0], below: [64, 64] }, many: { here: [8, 0], below: [80, 64] } }, call: [16, 48], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [48, 44] }, many: { here: [12, -4], tml_dequantize_u8: [42, 0] }, apart: { tml_dequantize_u8: [42, 54] } },
    'cortex-m3': { stack: { once: { here: [24, 24], below: [88, 88] }, many: { here: [8, 24], below: [112, 88] } }, call: [16, 44], params: [0, 0], library: { once: [['__aeabi_fmul', '__aeabi_i2f'], ['__aeabi_fmul', '__aeabi_i2f']], many: [['__aeabi_fmul', '__aeabi_i2f'], ['__aeabi_fmul', '__aeabi_i2f']] }, once: { here: [52, 44] }, many: { here: [12, 8], tml_dequantize_u8: [48, 0] }, apart: { tml_dequantize_u8: [48, 52] } },
    avr: { stack: { once: { here: [6, 6], below: [26, 26] }, many: { here: [16, 8], below: [44, 26] } }, call: [34, 74], params: [0, 0], library: { once: [['__floatsisf', '__mulsf3'], ['__floatsisf', '__mulsf3']], many: [['__floatsisf', '__mulsf3'], ['__floatsisf', '__mulsf3']] }, once: { here: [82, 82] }, many: { here: [36, 20], tml_dequantize_u8: [164, 0] }, apart: { tml_dequantize_u8: [164, 168] } },
  },
});
