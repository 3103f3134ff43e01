import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_mean_s8: {
    'cortex-m4f': { stack: { once: { here: [20, 20], below: [64, 64] }, many: { here: [8, 20], below: [168, 64] } }, call: [16, 100], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [112, 108] }, many: { here: [12, 12], tml_mean_s8: [292, 0] }, apart: { tml_mean_s8: [292, 340] } },
    'cortex-m3': { stack: { once: { here: [20, 20], below: [64, 64] }, many: { here: [8, 20], below: [168, 64] } }, call: [16, 100], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [108, 108] }, many: { here: [12, 12], tml_mean_s8: [292, 0] }, apart: { tml_mean_s8: [292, 336] } },
    avr: { stack: { once: { here: [12, 12], below: [26, 26] }, many: { here: [40, 12], below: [121, 26] } }, call: [34, 232], params: [0, 0], library: { once: [['__ashrdi3', '__mulsidi3'], ['__ashrdi3', '__mulsidi3']], many: [['__ashrdi3', '__mulsi3', '__mulsidi3'], ['__ashrdi3', '__mulsidi3']] }, once: { here: [264, 268] }, many: { here: [36, 38], tml_mean_s8: [1224, 0] }, apart: { tml_mean_s8: [1224, 1276] } },
  },
  tml_segment_max_f32: {
    'cortex-m4f': { stack: { once: { here: [8, 0], below: [64, 64] }, many: { here: [8, 0], below: [88, 64] } }, call: [28, 84], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [96, 80] }, many: { here: [0, 4], tml_segment_max_f32: [112, 0] }, apart: { tml_segment_max_f32: [112, 128] } },
    'cortex-m3': { stack: { once: { here: [32, 24], below: [88, 88] }, many: { here: [8, 32], below: [152, 88] } }, call: [24, 80], params: [0, 0], library: { once: [['__aeabi_fcmpgt'], ['__aeabi_fcmpgt']], many: [['__aeabi_fcmpgt'], ['__aeabi_fcmpgt', '__aeabi_fcmplt']] }, once: { here: [96, 88] }, many: { here: [12, 12], tml_segment_max_f32: [134, 0] }, apart: { tml_segment_max_f32: [134, 162] } },
    avr: { stack: { once: { here: [16, 16], below: [26, 26] }, many: { here: [16, 14], below: [72, 26] } }, call: [38, 152], params: [0, 0], library: { once: [['__gtsf2'], ['__gtsf2']], many: [['__gtsf2', '__mulsi3'], ['__gtsf2']] }, once: { here: [198, 208] }, many: { here: [36, 42], tml_segment_max_f32: [490, 0] }, apart: { tml_segment_max_f32: [490, 490] } },
  },
  tml_segment_max_s32: {
    'cortex-m4f': { stack: { once: { here: [8, 0], below: [64, 64] }, many: { here: [8, 4], below: [96, 64] } }, call: [28, 72], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [76, 72] }, many: { here: [0, 16], tml_segment_max_s32: [108, 0] }, apart: { tml_segment_max_s32: [108, 132] } },
    'cortex-m3': { stack: { once: { here: [8, 0], below: [64, 64] }, many: { here: [8, 4], below: [96, 64] } }, call: [28, 72], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [76, 72] }, many: { here: [0, 12], tml_segment_max_s32: [108, 0] }, apart: { tml_segment_max_s32: [108, 130] } },
    avr: { stack: { once: { here: [4, 4], below: [0, 0] }, many: { here: [16, 4], below: [62, 0] } }, call: [38, 122], params: [0, 0], library: { once: [[], []], many: [['__mulsi3'], []] }, once: { here: [130, 148] }, many: { here: [36, 24], tml_segment_max_s32: [422, 0] }, apart: { tml_segment_max_s32: [422, 382] } },
  },
  tml_segment_min_f32: {
    'cortex-m4f': { stack: { once: { here: [8, 0], below: [64, 64] }, many: { here: [8, 0], below: [88, 64] } }, call: [28, 80], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [96, 84] }, many: { here: [0, 12], tml_segment_min_f32: [116, 0] }, apart: { tml_segment_min_f32: [116, 132] } },
    'cortex-m3': { stack: { once: { here: [32, 24], below: [88, 88] }, many: { here: [8, 32], below: [152, 88] } }, call: [24, 80], params: [0, 0], library: { once: [['__aeabi_fcmplt'], ['__aeabi_fcmplt']], many: [['__aeabi_fcmplt'], ['__aeabi_fcmpgt', '__aeabi_fcmplt']] }, once: { here: [96, 88] }, many: { here: [12, 12], tml_segment_min_f32: [136, 0] }, apart: { tml_segment_min_f32: [136, 164] } },
    avr: { stack: { once: { here: [16, 16], below: [26, 26] }, many: { here: [16, 14], below: [72, 26] } }, call: [38, 152], params: [0, 0], library: { once: [['__ltsf2'], ['__ltsf2']], many: [['__ltsf2', '__mulsi3'], ['__ltsf2']] }, once: { here: [198, 208] }, many: { here: [36, 42], tml_segment_min_f32: [490, 0] }, apart: { tml_segment_min_f32: [490, 490] } },
  },
  tml_segment_min_s32: {
    'cortex-m4f': { stack: { once: { here: [8, 0], below: [64, 64] }, many: { here: [8, 4], below: [96, 64] } }, call: [28, 72], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [76, 72] }, many: { here: [0, 16], tml_segment_min_s32: [108, 0] }, apart: { tml_segment_min_s32: [108, 132] } },
    'cortex-m3': { stack: { once: { here: [8, 0], below: [64, 64] }, many: { here: [8, 4], below: [96, 64] } }, call: [28, 72], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [76, 72] }, many: { here: [0, 12], tml_segment_min_s32: [108, 0] }, apart: { tml_segment_min_s32: [108, 130] } },
    avr: { stack: { once: { here: [4, 4], below: [0, 0] }, many: { here: [16, 4], below: [62, 0] } }, call: [38, 122], params: [0, 0], library: { once: [[], []], many: [['__mulsi3'], []] }, once: { here: [130, 148] }, many: { here: [36, 24], tml_segment_min_s32: [424, 0] }, apart: { tml_segment_min_s32: [424, 382] } },
  },
  tml_segment_prod_f32: {
    'cortex-m4f': { stack: { once: { here: [8, 0], below: [64, 64] }, many: { here: [8, 0], below: [88, 64] } }, call: [28, 72], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [84, 72] }, many: { here: [0, 8], tml_segment_prod_f32: [102, 0] }, apart: { tml_segment_prod_f32: [102, 118] } },
    'cortex-m3': { stack: { once: { here: [16, 16], below: [88, 88] }, many: { here: [8, 24], below: [144, 88] } }, call: [24, 68], params: [0, 0], library: { once: [['__aeabi_fmul'], ['__aeabi_fmul']], many: [['__aeabi_fmul'], ['__aeabi_fmul']] }, once: { here: [72, 76] }, many: { here: [12, 16], tml_segment_prod_f32: [122, 0] }, apart: { tml_segment_prod_f32: [122, 138] } },
    avr: { stack: { once: { here: [8, 8], below: [26, 26] }, many: { here: [16, 8], below: [64, 26] } }, call: [38, 120], params: [0, 0], library: { once: [['__mulsf3'], ['__mulsf3']], many: [['__mulsf3', '__mulsi3'], ['__mulsf3']] }, once: { here: [144, 154] }, many: { here: [36, 28], tml_segment_prod_f32: [422, 0] }, apart: { tml_segment_prod_f32: [422, 400] } },
  },
  tml_segment_prod_s32: {
    'cortex-m4f': { stack: { once: { here: [8, 0], below: [64, 64] }, many: { here: [8, 4], below: [96, 64] } }, call: [28, 68], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [68, 68] }, many: { here: [0, 16], tml_segment_prod_s32: [100, 0] }, apart: { tml_segment_prod_s32: [100, 128] } },
    'cortex-m3': { stack: { once: { here: [8, 0], below: [64, 64] }, many: { here: [8, 4], below: [96, 64] } }, call: [28, 68], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [68, 68] }, many: { here: [0, 12], tml_segment_prod_s32: [100, 0] }, apart: { tml_segment_prod_s32: [100, 126] } },
    avr: { stack: { once: { here: [6, 6], below: [26, 26] }, many: { here: [16, 6], below: [63, 26] } }, call: [38, 110], params: [0, 0], library: { once: [['__mulsi3'], ['__mulsi3']], many: [['__mulsi3'], ['__mulsi3']] }, once: { here: [128, 150] }, many: { here: [36, 40], tml_segment_prod_s32: [410, 0] }, apart: { tml_segment_prod_s32: [410, 396] } },
  },
  tml_segment_sum_f32: {
    'cortex-m4f': { stack: { once: { here: [8, 8], below: [80, 80] }, many: { here: [8, 8], below: [112, 80] } }, call: [24, 64], params: [0, 0], library: { once: [['memset'], ['memset']], many: [['memset'], ['memset']] }, once: { here: [80, 68] }, many: { here: [12, 8], tml_segment_sum_f32: [102, 0] }, apart: { tml_segment_sum_f32: [102, 124] } },
    'cortex-m3': { stack: { once: { here: [16, 16], below: [88, 88] }, many: { here: [8, 16], below: [144, 88] } }, call: [24, 60], params: [0, 0], library: { once: [['__aeabi_fadd', 'memset'], ['__aeabi_fadd', 'memset']], many: [['__aeabi_fadd', 'memset'], ['__aeabi_fadd', 'memset']] }, once: { here: [68, 64] }, many: { here: [12, 12], tml_segment_sum_f32: [114, 0] }, apart: { tml_segment_sum_f32: [114, 134] } },
    avr: { stack: { once: { here: [8, 8], below: [26, 26] }, many: { here: [16, 8], below: [64, 26] } }, call: [38, 112], params: [0, 0], library: { once: [['__addsf3'], ['__addsf3']], many: [['__addsf3', '__mulsi3'], ['__addsf3']] }, once: { here: [136, 146] }, many: { here: [36, 28], tml_segment_sum_f32: [414, 0] }, apart: { tml_segment_sum_f32: [414, 388] } },
  },
  tml_segment_sum_s32: {
    'cortex-m4f': { stack: { once: { here: [8, 8], below: [80, 80] }, many: { here: [8, 8], below: [112, 80] } }, call: [24, 60], params: [0, 0], library: { once: [['memset'], ['memset']], many: [['memset'], ['memset']] }, once: { here: [68, 64] }, many: { here: [12, 8], tml_segment_sum_s32: [102, 0] }, apart: { tml_segment_sum_s32: [102, 120] } },
    'cortex-m3': { stack: { once: { here: [8, 8], below: [80, 80] }, many: { here: [8, 8], below: [112, 80] } }, call: [24, 60], params: [0, 0], library: { once: [['memset'], ['memset']], many: [['memset'], ['memset']] }, once: { here: [68, 64] }, many: { here: [12, 8], tml_segment_sum_s32: [104, 0] }, apart: { tml_segment_sum_s32: [104, 120] } },
    avr: { stack: { once: { here: [4, 4], below: [0, 0] }, many: { here: [16, 4], below: [62, 0] } }, call: [38, 106], params: [0, 0], library: { once: [[], []], many: [['__mulsi3'], []] }, once: { here: [116, 134] }, many: { here: [36, 28], tml_segment_sum_s32: [394, 0] }, apart: { tml_segment_sum_s32: [394, 364] } },
  },
});
