import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_cast_f16_bool: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [64, 64] } }, call: [0, 36], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [40, 36] }, many: { here: [80, 0] }, apart: { tml_cast_f16_bool: [32, 38] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [64, 64] } }, call: [0, 36], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [40, 36] }, many: { here: [80, 0] }, apart: { tml_cast_f16_bool: [32, 38] } },
    avr: { stack: { once: { here: [2, 2], below: [0, 0] }, many: { here: [4, 4], below: [0, 0] } }, call: [48, 30], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [32, 32] }, many: { here: [-22, 14] }, apart: { tml_cast_f16_bool: [74, 60] } },
  },
  tml_cast_f16_f32: {
    'cortex-m4f': { stack: { once: { here: [16, 12], below: [64, 64] }, many: { here: [8, 16], below: [84, 64] } }, call: [12, 92], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [100, 108] }, many: { here: [12, 16], tml_cast_f16_f32: [88, 0] }, apart: { tml_cast_f16_f32: [92, 108] } },
    'cortex-m3': { stack: { once: { here: [32, 32], below: [88, 88] }, many: { here: [8, 32], below: [120, 88] } }, call: [16, 84], params: [0, 0], library: { once: [['__aeabi_fmul'], ['__aeabi_fmul']], many: [['__aeabi_fmul'], ['__aeabi_fmul']] }, once: { here: [96, 100] }, many: { here: [8, 20], tml_cast_f16_f32: [92, 0] }, apart: { tml_cast_f16_f32: [92, 100] } },
    avr: { stack: { once: { here: [8, 12], below: [26, 26] }, many: { here: [12, 12], below: [36, 26] } }, call: [24, 158], params: [0, 0], library: { once: [['__mulsf3'], ['__mulsf3']], many: [['__mulsf3'], ['__mulsf3']] }, once: { here: [178, 206] }, many: { here: [50, 56], tml_cast_f16_f32: [174, 0] }, apart: { tml_cast_f16_f32: [220, 216] } },
  },
  tml_cast_f16_s16: {
    'cortex-m4f': { stack: { once: { here: [16, 12], below: [64, 64] }, many: { here: [8, 12], below: [84, 64] } }, call: [12, 156], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [164, 184] }, many: { here: [12, 20], tml_cast_f16_s16: [160, 0] }, apart: { tml_cast_f16_s16: [164, 188] } },
    'cortex-m3': { stack: { once: { here: [40, 40], below: [88, 88] }, many: { here: [8, 40], below: [128, 88] } }, call: [16, 160], params: [0, 0], library: { once: [['__aeabi_f2iz', '__aeabi_fcmpeq', '__aeabi_fcmpge', '__aeabi_fcmple', '__aeabi_fmul'], ['__aeabi_f2iz', '__aeabi_fcmpeq', '__aeabi_fcmpge', '__aeabi_fcmple', '__aeabi_fmul']], many: [['__aeabi_f2iz', '__aeabi_fcmpeq', '__aeabi_fcmpge', '__aeabi_fcmple', '__aeabi_fmul'], ['__aeabi_f2iz', '__aeabi_fcmpeq', '__aeabi_fcmpge', '__aeabi_fcmple', '__aeabi_fmul']] }, once: { here: [156, 180] }, many: { here: [8, 16], tml_cast_f16_s16: [152, 0] }, apart: { tml_cast_f16_s16: [152, 176] } },
    avr: { stack: { once: { here: [10, 12], below: [26, 26] }, many: { here: [12, 12], below: [40, 26] } }, call: [24, 248], params: [0, 0], library: { once: [['__eqsf2', '__fixsfsi', '__gesf2', '__lesf2', '__mulsf3'], ['__eqsf2', '__fixsfsi', '__gesf2', '__lesf2', '__mulsf3']], many: [['__eqsf2', '__fixsfsi', '__gesf2', '__lesf2', '__mulsf3'], ['__eqsf2', '__fixsfsi', '__gesf2', '__lesf2', '__mulsf3']] }, once: { here: [264, 286] }, many: { here: [50, 44], tml_cast_f16_s16: [274, 0] }, apart: { tml_cast_f16_s16: [324, 308] } },
  },
  tml_cast_f16_s32: {
    'cortex-m4f': { stack: { once: { here: [16, 8], below: [64, 64] }, many: { here: [8, 8], below: [84, 64] } }, call: [12, 160], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [164, 180] }, many: { here: [12, 16], tml_cast_f16_s32: [156, 0] }, apart: { tml_cast_f16_s32: [156, 184] } },
    'cortex-m3': { stack: { once: { here: [40, 40], below: [88, 88] }, many: { here: [8, 40], below: [128, 88] } }, call: [16, 160], params: [0, 0], library: { once: [['__aeabi_f2iz', '__aeabi_fcmpeq', '__aeabi_fcmpge', '__aeabi_fcmple', '__aeabi_fmul'], ['__aeabi_f2iz', '__aeabi_fcmpeq', '__aeabi_fcmpge', '__aeabi_fcmple', '__aeabi_fmul']], many: [['__aeabi_f2iz', '__aeabi_fcmpeq', '__aeabi_fcmpge', '__aeabi_fcmple', '__aeabi_fmul'], ['__aeabi_f2iz', '__aeabi_fcmpeq', '__aeabi_fcmpge', '__aeabi_fcmple', '__aeabi_fmul']] }, once: { here: [152, 168] }, many: { here: [8, 4], tml_cast_f16_s32: [148, 0] }, apart: { tml_cast_f16_s32: [148, 168] } },
    avr: { stack: { once: { here: [12, 12], below: [26, 26] }, many: { here: [12, 12], below: [40, 26] } }, call: [24, 250], params: [0, 0], library: { once: [['__eqsf2', '__fixsfsi', '__gesf2', '__lesf2', '__mulsf3'], ['__eqsf2', '__fixsfsi', '__gesf2', '__lesf2', '__mulsf3']], many: [['__eqsf2', '__fixsfsi', '__gesf2', '__lesf2', '__mulsf3'], ['__eqsf2', '__fixsfsi', '__gesf2', '__lesf2', '__mulsf3']] }, once: { here: [282, 298] }, many: { here: [50, 60], tml_cast_f16_s32: [278, 0] }, apart: { tml_cast_f16_s32: [328, 310] } },
  },
  tml_cast_f16_s64: {
    'cortex-m4f': { stack: { once: { here: [40, 40], below: [88, 88] }, many: { here: [8, 40], below: [136, 88] } }, call: [16, 168], params: [0, 0], library: { once: [['__aeabi_f2lz'], ['__aeabi_f2lz']], many: [['__aeabi_f2lz'], ['__aeabi_f2lz']] }, once: { here: [188, 200] }, many: { here: [8, 32], tml_cast_f16_s64: [188, 0] }, apart: { tml_cast_f16_s64: [188, 204] } },
    'cortex-m3': { stack: { once: { here: [40, 40], below: [88, 88] }, many: { here: [8, 40], below: [128, 88] } }, call: [16, 168], params: [0, 0], library: { once: [['__aeabi_f2lz', '__aeabi_fcmpeq', '__aeabi_fcmpge', '__aeabi_fcmplt', '__aeabi_fmul'], ['__aeabi_f2lz', '__aeabi_fcmpeq', '__aeabi_fcmpge', '__aeabi_fcmplt', '__aeabi_fmul']], many: [['__aeabi_f2lz', '__aeabi_fcmpeq', '__aeabi_fcmpge', '__aeabi_fcmplt', '__aeabi_fmul'], ['__aeabi_f2lz', '__aeabi_fcmpeq', '__aeabi_fcmpge', '__aeabi_fcmplt', '__aeabi_fmul']] }, once: { here: [160, 180] }, many: { here: [8, 8], tml_cast_f16_s64: [160, 0] }, apart: { tml_cast_f16_s64: [160, 180] } },
    avr: { stack: { once: { here: [12, 12], below: [26, 26] }, many: { here: [12, 12], below: [40, 26] } }, call: [24, 272], params: [0, 0], library: { once: [['__fixsfdi', '__gesf2', '__ltsf2', '__mulsf3', '__nesf2'], ['__fixsfdi', '__gesf2', '__ltsf2', '__mulsf3', '__nesf2']], many: [['__fixsfdi', '__gesf2', '__ltsf2', '__mulsf3', '__nesf2'], ['__fixsfdi', '__gesf2', '__ltsf2', '__mulsf3', '__nesf2']] }, once: { here: [308, 312] }, many: { here: [50, 40], tml_cast_f16_s64: [304, 0] }, apart: { tml_cast_f16_s64: [354, 334] } },
  },
  tml_cast_f16_s8: {
    'cortex-m4f': { stack: { once: { here: [16, 16], below: [64, 64] }, many: { here: [8, 16], below: [84, 64] } }, call: [12, 164], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [164, 192] }, many: { here: [12, 24], tml_cast_f16_s8: [152, 0] }, apart: { tml_cast_f16_s8: [152, 188] } },
    'cortex-m3': { stack: { once: { here: [40, 40], below: [88, 88] }, many: { here: [8, 40], below: [128, 88] } }, call: [16, 164], params: [0, 0], library: { once: [['__aeabi_f2iz', '__aeabi_fcmpeq', '__aeabi_fcmpge', '__aeabi_fcmple', '__aeabi_fmul'], ['__aeabi_f2iz', '__aeabi_fcmpeq', '__aeabi_fcmpge', '__aeabi_fcmple', '__aeabi_fmul']], many: [['__aeabi_f2iz', '__aeabi_fcmpeq', '__aeabi_fcmpge', '__aeabi_fcmple', '__aeabi_fmul'], ['__aeabi_f2iz', '__aeabi_fcmpeq', '__aeabi_fcmpge', '__aeabi_fcmple', '__aeabi_fmul']] }, once: { here: [152, 176] }, many: { here: [8, 8], tml_cast_f16_s8: [148, 0] }, apart: { tml_cast_f16_s8: [148, 172] } },
    avr: { stack: { once: { here: [12, 12], below: [26, 26] }, many: { here: [12, 12], below: [40, 26] } }, call: [24, 240], params: [0, 0], library: { once: [['__eqsf2', '__fixsfsi', '__gesf2', '__lesf2', '__mulsf3'], ['__eqsf2', '__fixsfsi', '__gesf2', '__lesf2', '__mulsf3']], many: [['__eqsf2', '__fixsfsi', '__gesf2', '__lesf2', '__mulsf3'], ['__eqsf2', '__fixsfsi', '__gesf2', '__lesf2', '__mulsf3']] }, once: { here: [264, 278] }, many: { here: [50, 44], tml_cast_f16_s8: [260, 0] }, apart: { tml_cast_f16_s8: [310, 292] } },
  },
  tml_cast_f16_u8: {
    'cortex-m4f': { stack: { once: { here: [16, 16], below: [64, 64] }, many: { here: [8, 16], below: [84, 64] } }, call: [12, 160], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [152, 180] }, many: { here: [12, 16], tml_cast_f16_u8: [140, 0] }, apart: { tml_cast_f16_u8: [144, 180] } },
    'cortex-m3': { stack: { once: { here: [48, 48], below: [88, 88] }, many: { here: [8, 48], below: [136, 88] } }, call: [16, 164], params: [0, 0], library: { once: [['__aeabi_f2iz', '__aeabi_fcmpeq', '__aeabi_fcmpge', '__aeabi_fcmple', '__aeabi_fmul'], ['__aeabi_f2iz', '__aeabi_fcmpeq', '__aeabi_fcmpge', '__aeabi_fcmple', '__aeabi_fmul']], many: [['__aeabi_f2iz', '__aeabi_fcmpeq', '__aeabi_fcmpge', '__aeabi_fcmple', '__aeabi_fmul'], ['__aeabi_f2iz', '__aeabi_fcmpeq', '__aeabi_fcmpge', '__aeabi_fcmple', '__aeabi_fmul']] }, once: { here: [156, 180] }, many: { here: [8, 12], tml_cast_f16_u8: [152, 0] }, apart: { tml_cast_f16_u8: [152, 176] } },
    avr: { stack: { once: { here: [12, 12], below: [26, 26] }, many: { here: [12, 12], below: [40, 26] } }, call: [24, 238], params: [0, 0], library: { once: [['__eqsf2', '__fixsfsi', '__gesf2', '__lesf2', '__mulsf3'], ['__eqsf2', '__fixsfsi', '__gesf2', '__lesf2', '__mulsf3']], many: [['__eqsf2', '__fixsfsi', '__gesf2', '__lesf2', '__mulsf3'], ['__eqsf2', '__fixsfsi', '__gesf2', '__lesf2', '__mulsf3']] }, once: { here: [262, 276] }, many: { here: [50, 44], tml_cast_f16_u8: [258, 0] }, apart: { tml_cast_f16_u8: [308, 290] } },
  },
  tml_cast_f32_bool: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [64, 64] } }, call: [0, 40], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [44, 40] }, many: { here: [96, 0] }, apart: { tml_cast_f32_bool: [36, 40] } },
    'cortex-m3': { stack: { once: { here: [24, 24], below: [88, 88] }, many: { here: [24, 24], below: [88, 88] } }, call: [0, 40], params: [0, 0], library: { once: [['__aeabi_fcmpeq'], ['__aeabi_fcmpeq']], many: [['__aeabi_fcmpeq'], ['__aeabi_fcmpeq']] }, once: { here: [44, 44] }, many: { here: [92, 4] }, apart: { tml_cast_f32_bool: [46, 46] } },
    avr: { stack: { once: { here: [7, 7], below: [26, 26] }, many: { here: [7, 7], below: [26, 26] } }, call: [2, 82], params: [0, 0], library: { once: [['__nesf2'], ['__nesf2']], many: [['__nesf2'], ['__nesf2']] }, once: { here: [70, 72] }, many: { here: [116, -40] }, apart: { tml_cast_f32_bool: [130, 98] } },
  },
  tml_cast_f32_f16: {
    'cortex-m4f': { stack: { once: { here: [24, 20], below: [64, 64] }, many: { here: [8, 20], below: [88, 64] } }, call: [12, 196], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [184, 188] }, many: { here: [12, -8], tml_cast_f32_f16: [168, 0] }, apart: { tml_cast_f32_f16: [170, 184] } },
    'cortex-m3': { stack: { once: { here: [24, 20], below: [64, 64] }, many: { here: [8, 20], below: [88, 64] } }, call: [12, 196], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [180, 188] }, many: { here: [12, -8], tml_cast_f32_f16: [168, 0] }, apart: { tml_cast_f32_f16: [170, 186] } },
    avr: { stack: { once: { here: [26, 30], below: [0, 0] }, many: { here: [12, 30], below: [30, 0] } }, call: [24, 426], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [502, 530] }, many: { here: [50, 100], tml_cast_f32_f16: [506, 0] }, apart: { tml_cast_f32_f16: [510, 552] } },
  },
  tml_cast_f32_s16: {
    'cortex-m4f': { stack: { once: { here: [12, 4], below: [64, 64] }, many: { here: [8, 4], below: [76, 64] } }, call: [12, 108], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [104, 124] }, many: { here: [12, 16], tml_cast_f32_s16: [92, 0] }, apart: { tml_cast_f32_s16: [96, 120] } },
    'cortex-m3': { stack: { once: { here: [32, 32], below: [88, 88] }, many: { here: [8, 32], below: [128, 88] } }, call: [16, 104], params: [0, 0], library: { once: [['__aeabi_f2iz', '__aeabi_fcmpeq', '__aeabi_fcmpge', '__aeabi_fcmple'], ['__aeabi_f2iz', '__aeabi_fcmpeq', '__aeabi_fcmpge', '__aeabi_fcmple']], many: [['__aeabi_f2iz', '__aeabi_fcmpeq', '__aeabi_fcmpge', '__aeabi_fcmple'], ['__aeabi_f2iz', '__aeabi_fcmpeq', '__aeabi_fcmpge', '__aeabi_fcmple']] }, once: { here: [104, 116] }, many: { here: [8, 12], tml_cast_f32_s16: [100, 0] }, apart: { tml_cast_f32_s16: [100, 112] } },
    avr: { stack: { once: { here: [10, 10], below: [26, 26] }, many: { here: [12, 10], below: [40, 26] } }, call: [24, 150], params: [0, 0], library: { once: [['__eqsf2', '__fixsfsi', '__gesf2', '__lesf2'], ['__eqsf2', '__fixsfsi', '__gesf2', '__lesf2']], many: [['__eqsf2', '__fixsfsi', '__gesf2', '__lesf2'], ['__eqsf2', '__fixsfsi', '__gesf2', '__lesf2']] }, once: { here: [148, 156] }, many: { here: [50, -18], tml_cast_f32_s16: [158, 0] }, apart: { tml_cast_f32_s16: [208, 184] } },
  },
  tml_cast_f32_s32: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [72, 64] } }, call: [12, 88], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [96, 100] }, many: { here: [12, 16], tml_cast_f32_s32: [88, 0] }, apart: { tml_cast_f32_s32: [92, 104] } },
    'cortex-m3': { stack: { once: { here: [32, 32], below: [88, 88] }, many: { here: [8, 32], below: [120, 88] } }, call: [16, 88], params: [0, 0], library: { once: [['__aeabi_f2iz', '__aeabi_fcmpeq', '__aeabi_fcmpge', '__aeabi_fcmple'], ['__aeabi_f2iz', '__aeabi_fcmpeq', '__aeabi_fcmpge', '__aeabi_fcmple']], many: [['__aeabi_f2iz', '__aeabi_fcmpeq', '__aeabi_fcmpge', '__aeabi_fcmple'], ['__aeabi_f2iz', '__aeabi_fcmpeq', '__aeabi_fcmpge', '__aeabi_fcmple']] }, once: { here: [92, 96] }, many: { here: [8, 12], tml_cast_f32_s32: [88, 0] }, apart: { tml_cast_f32_s32: [88, 100] } },
    avr: { stack: { once: { here: [8, 10], below: [26, 26] }, many: { here: [12, 12], below: [40, 26] } }, call: [24, 146], params: [0, 0], library: { once: [['__eqsf2', '__fixsfsi', '__gesf2', '__lesf2'], ['__eqsf2', '__fixsfsi', '__gesf2', '__lesf2']], many: [['__eqsf2', '__fixsfsi', '__gesf2', '__lesf2'], ['__eqsf2', '__fixsfsi', '__gesf2', '__lesf2']] }, once: { here: [142, 154] }, many: { here: [50, -2], tml_cast_f32_s32: [162, 0] }, apart: { tml_cast_f32_s32: [212, 194] } },
  },
  tml_cast_f32_s64: {
    'cortex-m4f': { stack: { once: { here: [24, 24], below: [88, 88] }, many: { here: [8, 24], below: [128, 88] } }, call: [16, 104], params: [0, 0], library: { once: [['__aeabi_f2lz'], ['__aeabi_f2lz']], many: [['__aeabi_f2lz'], ['__aeabi_f2lz']] }, once: { here: [120, 124] }, many: { here: [8, 24], tml_cast_f32_s64: [124, 0] }, apart: { tml_cast_f32_s64: [124, 124] } },
    'cortex-m3': { stack: { once: { here: [32, 32], below: [88, 88] }, many: { here: [8, 32], below: [128, 88] } }, call: [16, 108], params: [0, 0], library: { once: [['__aeabi_f2lz', '__aeabi_fcmpeq', '__aeabi_fcmpge', '__aeabi_fcmplt'], ['__aeabi_f2lz', '__aeabi_fcmpeq', '__aeabi_fcmpge', '__aeabi_fcmplt']], many: [['__aeabi_f2lz', '__aeabi_fcmpeq', '__aeabi_fcmpge', '__aeabi_fcmplt'], ['__aeabi_f2lz', '__aeabi_fcmpeq', '__aeabi_fcmpge', '__aeabi_fcmplt']] }, once: { here: [104, 112] }, many: { here: [8, 0], tml_cast_f32_s64: [100, 0] }, apart: { tml_cast_f32_s64: [102, 112] } },
    avr: { stack: { once: { here: [10, 10], below: [26, 26] }, many: { here: [12, 12], below: [40, 26] } }, call: [24, 134], params: [0, 0], library: { once: [['__fixsfdi', '__gesf2', '__ltsf2', '__nesf2'], ['__fixsfdi', '__gesf2', '__ltsf2', '__nesf2']], many: [['__fixsfdi', '__gesf2', '__ltsf2', '__nesf2'], ['__fixsfdi', '__gesf2', '__ltsf2', '__nesf2']] }, once: { here: [180, 180] }, many: { here: [50, 74], tml_cast_f32_s64: [190, 0] }, apart: { tml_cast_f32_s64: [240, 224] } },
  },
  tml_cast_f32_s8: {
    'cortex-m4f': { stack: { once: { here: [0, 8], below: [64, 64] }, many: { here: [8, 8], below: [72, 64] } }, call: [12, 108], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [96, 120] }, many: { here: [12, 8], tml_cast_f32_s8: [84, 0] }, apart: { tml_cast_f32_s8: [88, 112] } },
    'cortex-m3': { stack: { once: { here: [32, 32], below: [88, 88] }, many: { here: [8, 32], below: [120, 88] } }, call: [16, 100], params: [0, 0], library: { once: [['__aeabi_f2iz', '__aeabi_fcmpeq', '__aeabi_fcmpge', '__aeabi_fcmple'], ['__aeabi_f2iz', '__aeabi_fcmpeq', '__aeabi_fcmpge', '__aeabi_fcmple']], many: [['__aeabi_f2iz', '__aeabi_fcmpeq', '__aeabi_fcmpge', '__aeabi_fcmple'], ['__aeabi_f2iz', '__aeabi_fcmpeq', '__aeabi_fcmpge', '__aeabi_fcmple']] }, once: { here: [96, 108] }, many: { here: [8, 8], tml_cast_f32_s8: [88, 0] }, apart: { tml_cast_f32_s8: [88, 104] } },
    avr: { stack: { once: { here: [10, 10], below: [26, 26] }, many: { here: [12, 12], below: [40, 26] } }, call: [24, 130], params: [0, 0], library: { once: [['__eqsf2', '__fixsfsi', '__gesf2', '__lesf2'], ['__eqsf2', '__fixsfsi', '__gesf2', '__lesf2']], many: [['__eqsf2', '__fixsfsi', '__gesf2', '__lesf2'], ['__eqsf2', '__fixsfsi', '__gesf2', '__lesf2']] }, once: { here: [134, 148] }, many: { here: [50, 18], tml_cast_f32_s8: [144, 0] }, apart: { tml_cast_f32_s8: [194, 172] } },
  },
  tml_cast_f32_u8: {
    'cortex-m4f': { stack: { once: { here: [0, 8], below: [64, 64] }, many: { here: [8, 8], below: [72, 64] } }, call: [12, 100], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [88, 108] }, many: { here: [12, 8], tml_cast_f32_u8: [76, 0] }, apart: { tml_cast_f32_u8: [76, 104] } },
    'cortex-m3': { stack: { once: { here: [32, 32], below: [88, 88] }, many: { here: [8, 32], below: [128, 88] } }, call: [16, 104], params: [0, 0], library: { once: [['__aeabi_f2iz', '__aeabi_fcmpeq', '__aeabi_fcmpge', '__aeabi_fcmple'], ['__aeabi_f2iz', '__aeabi_fcmpeq', '__aeabi_fcmpge', '__aeabi_fcmple']], many: [['__aeabi_f2iz', '__aeabi_fcmpeq', '__aeabi_fcmpge', '__aeabi_fcmple'], ['__aeabi_f2iz', '__aeabi_fcmpeq', '__aeabi_fcmpge', '__aeabi_fcmple']] }, once: { here: [96, 112] }, many: { here: [8, 4], tml_cast_f32_u8: [92, 0] }, apart: { tml_cast_f32_u8: [92, 104] } },
    avr: { stack: { once: { here: [10, 10], below: [26, 26] }, many: { here: [12, 12], below: [40, 26] } }, call: [24, 128], params: [0, 0], library: { once: [['__eqsf2', '__fixsfsi', '__gesf2', '__lesf2'], ['__eqsf2', '__fixsfsi', '__gesf2', '__lesf2']], many: [['__eqsf2', '__fixsfsi', '__gesf2', '__lesf2'], ['__eqsf2', '__fixsfsi', '__gesf2', '__lesf2']] }, once: { here: [132, 146] }, many: { here: [50, 18], tml_cast_f32_u8: [142, 0] }, apart: { tml_cast_f32_u8: [192, 170] } },
  },
  tml_cast_s16_bool: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [64, 64] } }, call: [0, 32], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [36, 32] }, many: { here: [72, 0] }, apart: { tml_cast_s16_bool: [28, 34] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [64, 64] } }, call: [0, 32], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [36, 32] }, many: { here: [72, 0] }, apart: { tml_cast_s16_bool: [28, 34] } },
    avr: { stack: { once: { here: [2, 2], below: [0, 0] }, many: { here: [4, 4], below: [0, 0] } }, call: [54, 32], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [30, 30] }, many: { here: [-40, 4] }, apart: { tml_cast_s16_bool: [72, 58] } },
  },
  tml_cast_s16_f16: {
    'cortex-m4f': { stack: { once: { here: [20, 20], below: [64, 64] }, many: { here: [8, 20], below: [88, 64] } }, call: [12, 204], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [184, 196] }, many: { here: [12, -16], tml_cast_s16_f16: [180, 0] }, apart: { tml_cast_s16_f16: [182, 198] } },
    'cortex-m3': { stack: { once: { here: [24, 24], below: [88, 88] }, many: { here: [8, 24], below: [120, 88] } }, call: [16, 204], params: [0, 0], library: { once: [['__aeabi_i2f'], ['__aeabi_i2f']], many: [['__aeabi_i2f'], ['__aeabi_i2f']] }, once: { here: [180, 196] }, many: { here: [8, -12], tml_cast_s16_f16: [174, 0] }, apart: { tml_cast_s16_f16: [174, 202] } },
    avr: { stack: { once: { here: [26, 22], below: [26, 26] }, many: { here: [6, 22], below: [26, 26] } }, call: [16, 440], params: [0, 0], library: { once: [['__floatsisf'], ['__floatsisf']], many: [['__floatsisf'], ['__floatsisf']] }, once: { here: [528, 526] }, many: { here: [74, 92], tml_cast_to_half: [388, 0] }, apart: { tml_cast_s16_f16: [560, 556] } },
  },
  tml_cast_s16_f32: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [0, 0], below: [64, 64] } }, call: [0, 36], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [36, 36] }, many: { here: [72, -4] }, apart: { tml_cast_s16_f32: [30, 34] } },
    'cortex-m3': { stack: { once: { here: [16, 16], below: [88, 88] }, many: { here: [24, 16], below: [88, 88] } }, call: [0, 28], params: [0, 0], library: { once: [['__aeabi_i2f'], ['__aeabi_i2f']], many: [['__aeabi_i2f'], ['__aeabi_i2f']] }, once: { here: [36, 32] }, many: { here: [68, 8] }, apart: { tml_cast_s16_f32: [32, 34] } },
    avr: { stack: { once: { here: [6, 6], below: [26, 26] }, many: { here: [8, 6], below: [26, 26] } }, call: [6, 74], params: [0, 0], library: { once: [['__floatsisf'], ['__floatsisf']], many: [['__floatsisf'], ['__floatsisf']] }, once: { here: [60, 60] }, many: { here: [104, -44] }, apart: { tml_cast_s16_f32: [120, 94] } },
  },
  tml_cast_s16_s32: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [64, 64] } }, call: [0, 28], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [28, 28] }, many: { here: [60, -4] }, apart: { tml_cast_s16_s32: [24, 28] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [64, 64] } }, call: [0, 28], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [28, 28] }, many: { here: [60, -4] }, apart: { tml_cast_s16_s32: [24, 28] } },
    avr: { stack: { once: { here: [4, 4], below: [0, 0] }, many: { here: [4, 4], below: [0, 0] } }, call: [34, 46], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [44, 44] }, many: { here: [20, -12] }, apart: { tml_cast_s16_s32: [86, 70] } },
  },
  tml_cast_s16_s64: {
    'cortex-m4f': { stack: { once: { here: [8, 0], below: [64, 64] }, many: { here: [12, 0], below: [64, 64] } }, call: [0, 36], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [36, 36] }, many: { here: [72, -4] }, apart: { tml_cast_s16_s64: [30, 34] } },
    'cortex-m3': { stack: { once: { here: [8, 0], below: [64, 64] }, many: { here: [12, 0], below: [64, 64] } }, call: [0, 32], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [36, 32] }, many: { here: [72, -4] }, apart: { tml_cast_s16_s64: [30, 34] } },
    avr: { stack: { once: { here: [2, 2], below: [0, 0] }, many: { here: [2, 2], below: [0, 0] } }, call: [26, 50], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [48, 48] }, many: { here: [44, -4] }, apart: { tml_cast_s16_s64: [82, 80] } },
  },
  tml_cast_s16_s8: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [64, 64] } }, call: [0, 28], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [28, 28] }, many: { here: [60, -4] }, apart: { tml_cast_s16_s8: [22, 28] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [64, 64] } }, call: [0, 28], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [28, 28] }, many: { here: [60, -4] }, apart: { tml_cast_s16_s8: [22, 28] } },
    avr: { stack: { once: { here: [2, 2], below: [0, 0] }, many: { here: [4, 4], below: [0, 0] } }, call: [22, 22], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [22, 22] }, many: { here: [8, 8] }, apart: { tml_cast_s16_s8: [56, 50] } },
  },
  tml_cast_s16_u8: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [64, 64] } }, call: [0, 28], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [28, 28] }, many: { here: [60, -4] }, apart: { tml_cast_s16_u8: [22, 28] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [64, 64] } }, call: [0, 28], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [28, 28] }, many: { here: [60, -4] }, apart: { tml_cast_s16_u8: [22, 28] } },
    avr: { stack: { once: { here: [2, 2], below: [0, 0] }, many: { here: [4, 4], below: [0, 0] } }, call: [22, 22], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [22, 22] }, many: { here: [8, 8] }, apart: { tml_cast_s16_u8: [56, 50] } },
  },
  tml_cast_s32_bool: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [64, 64] } }, call: [0, 32], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [36, 32] }, many: { here: [72, 0] }, apart: { tml_cast_s32_bool: [28, 34] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [64, 64] } }, call: [0, 32], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [36, 32] }, many: { here: [72, 0] }, apart: { tml_cast_s32_bool: [28, 34] } },
    avr: { stack: { once: { here: [2, 2], below: [0, 0] }, many: { here: [2, 2], below: [0, 0] } }, call: [46, 48], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [38, 38] }, many: { here: [-16, -20] }, apart: { tml_cast_s32_bool: [88, 66] } },
  },
  tml_cast_s32_f16: {
    'cortex-m4f': { stack: { once: { here: [24, 20], below: [64, 64] }, many: { here: [8, 20], below: [88, 64] } }, call: [12, 208], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [188, 200] }, many: { here: [12, -12], tml_cast_s32_f16: [180, 0] }, apart: { tml_cast_s32_f16: [182, 198] } },
    'cortex-m3': { stack: { once: { here: [32, 24], below: [88, 88] }, many: { here: [8, 24], below: [120, 88] } }, call: [16, 208], params: [0, 0], library: { once: [['__aeabi_i2f'], ['__aeabi_i2f']], many: [['__aeabi_i2f'], ['__aeabi_i2f']] }, once: { here: [180, 204] }, many: { here: [8, 0], tml_cast_s32_f16: [174, 0] }, apart: { tml_cast_s32_f16: [174, 202] } },
    avr: { stack: { once: { here: [26, 22], below: [26, 26] }, many: { here: [12, 24], below: [56, 26] } }, call: [24, 422], params: [0, 0], library: { once: [['__floatsisf'], ['__floatsisf']], many: [['__floatsisf'], ['__floatsisf']] }, once: { here: [520, 522] }, many: { here: [50, 140], tml_cast_s32_f16: [532, 0] }, apart: { tml_cast_s32_f16: [556, 548] } },
  },
  tml_cast_s32_f32: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [0, 0], below: [64, 64] } }, call: [0, 24], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [32, 28] }, many: { here: [64, 8] }, apart: { tml_cast_s32_f32: [32, 32] } },
    'cortex-m3': { stack: { once: { here: [16, 16], below: [88, 88] }, many: { here: [16, 16], below: [88, 88] } }, call: [0, 20], params: [0, 0], library: { once: [['__aeabi_i2f'], ['__aeabi_i2f']], many: [['__aeabi_i2f'], ['__aeabi_i2f']] }, once: { here: [32, 28] }, many: { here: [64, 16] }, apart: { tml_cast_s32_f32: [32, 34] } },
    avr: { stack: { once: { here: [6, 6], below: [26, 26] }, many: { here: [6, 6], below: [26, 26] } }, call: [26, 64], params: [0, 0], library: { once: [['__floatsisf'], ['__floatsisf']], many: [['__floatsisf'], ['__floatsisf']] }, once: { here: [56, 56] }, many: { here: [44, -32] }, apart: { tml_cast_s32_f32: [116, 94] } },
  },
  tml_cast_s32_s16: {
    'cortex-m4f': { stack: { once: { here: [8, 0], below: [64, 64] }, many: { here: [8, 0], below: [64, 64] } }, call: [0, 28], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [32, 28] }, many: { here: [56, -4] }, apart: { tml_cast_s32_s16: [24, 28] } },
    'cortex-m3': { stack: { once: { here: [8, 0], below: [64, 64] }, many: { here: [8, 0], below: [64, 64] } }, call: [0, 28], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [32, 28] }, many: { here: [56, -4] }, apart: { tml_cast_s32_s16: [24, 28] } },
    avr: { stack: { once: { here: [2, 2], below: [0, 0] }, many: { here: [2, 2], below: [0, 0] } }, call: [66, 38], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [28, 28] }, many: { here: [-76, -20] }, apart: { tml_cast_s32_s16: [78, 60] } },
  },
  tml_cast_s32_s64: {
    'cortex-m4f': { stack: { once: { here: [8, 0], below: [64, 64] }, many: { here: [12, 0], below: [64, 64] } }, call: [0, 36], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [36, 36] }, many: { here: [72, -4] }, apart: { tml_cast_s32_s64: [30, 34] } },
    'cortex-m3': { stack: { once: { here: [8, 0], below: [64, 64] }, many: { here: [12, 0], below: [64, 64] } }, call: [0, 32], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [36, 32] }, many: { here: [72, -4] }, apart: { tml_cast_s32_s64: [30, 34] } },
    avr: { stack: { once: { here: [4, 4], below: [0, 0] }, many: { here: [4, 4], below: [0, 0] } }, call: [14, 52], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [58, 58] }, many: { here: [80, 4] }, apart: { tml_cast_s32_s64: [92, 92] } },
  },
  tml_cast_s32_s8: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [64, 64] } }, call: [0, 28], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [28, 28] }, many: { here: [60, -4] }, apart: { tml_cast_s32_s8: [22, 28] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [64, 64] } }, call: [0, 28], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [28, 28] }, many: { here: [60, -4] }, apart: { tml_cast_s32_s8: [22, 28] } },
    avr: { stack: { once: { here: [2, 2], below: [0, 0] }, many: { here: [2, 2], below: [0, 0] } }, call: [78, 30], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [22, 22] }, many: { here: [-112, -16] }, apart: { tml_cast_s32_s8: [56, 50] } },
  },
  tml_cast_s32_u8: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [64, 64] } }, call: [0, 28], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [28, 28] }, many: { here: [60, -4] }, apart: { tml_cast_s32_u8: [22, 28] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [64, 64] } }, call: [0, 28], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [28, 28] }, many: { here: [60, -4] }, apart: { tml_cast_s32_u8: [22, 28] } },
    avr: { stack: { once: { here: [2, 2], below: [0, 0] }, many: { here: [2, 2], below: [0, 0] } }, call: [78, 30], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [22, 22] }, many: { here: [-112, -16] }, apart: { tml_cast_s32_u8: [56, 50] } },
  },
  tml_cast_s64_bool: {
    'cortex-m4f': { stack: { once: { here: [8, 0], below: [64, 64] }, many: { here: [12, 0], below: [64, 64] } }, call: [0, 40], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [44, 40] }, many: { here: [84, -4] }, apart: { tml_cast_s64_bool: [34, 38] } },
    'cortex-m3': { stack: { once: { here: [8, 0], below: [64, 64] }, many: { here: [12, 0], below: [64, 64] } }, call: [0, 40], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [44, 40] }, many: { here: [84, -4] }, apart: { tml_cast_s64_bool: [34, 38] } },
    avr: { stack: { once: { here: [4, 4], below: [26, 26] }, many: { here: [4, 4], below: [26, 26] } }, call: [18, 68], params: [0, 0], library: { once: [['__cmpdi2_s8'], ['__cmpdi2_s8']], many: [['__cmpdi2_s8'], ['__cmpdi2_s8']] }, once: { here: [56, 68] }, many: { here: [68, -8] }, apart: { tml_cast_s64_bool: [116, 94] } },
  },
  tml_cast_s64_f16: {
    'cortex-m4f': { stack: { once: { here: [32, 24], below: [88, 88] }, many: { here: [8, 24], below: [120, 88] } }, call: [16, 212], params: [0, 0], library: { once: [['__aeabi_l2f'], ['__aeabi_l2f']], many: [['__aeabi_l2f'], ['__aeabi_l2f']] }, once: { here: [184, 208] }, many: { here: [8, -8], tml_cast_s64_f16: [176, 0] }, apart: { tml_cast_s64_f16: [176, 204] } },
    'cortex-m3': { stack: { once: { here: [32, 24], below: [88, 88] }, many: { here: [8, 24], below: [120, 88] } }, call: [16, 212], params: [0, 0], library: { once: [['__aeabi_l2f'], ['__aeabi_l2f']], many: [['__aeabi_l2f'], ['__aeabi_l2f']] }, once: { here: [184, 208] }, many: { here: [8, -8], tml_cast_s64_f16: [176, 0] }, apart: { tml_cast_s64_f16: [176, 204] } },
    avr: { stack: { once: { here: [26, 22], below: [26, 26] }, many: { here: [12, 24], below: [56, 26] } }, call: [24, 464], params: [0, 0], library: { once: [['__floatdisf'], ['__floatdisf']], many: [['__floatdisf'], ['__floatdisf']] }, once: { here: [562, 532] }, many: { here: [50, 76], tml_cast_s64_f16: [570, 0] }, apart: { tml_cast_s64_f16: [580, 566] } },
  },
  tml_cast_s64_f32: {
    'cortex-m4f': { stack: { once: { here: [24, 16], below: [88, 88] }, many: { here: [8, 16], below: [112, 88] } }, call: [16, 28], params: [0, 0], library: { once: [['__aeabi_l2f'], ['__aeabi_l2f']], many: [['__aeabi_l2f'], ['__aeabi_l2f']] }, once: { here: [36, 32] }, many: { here: [8, 8], tml_cast_s64_f32: [34, 0] }, apart: { tml_cast_s64_f32: [34, 36] } },
    'cortex-m3': { stack: { once: { here: [24, 16], below: [88, 88] }, many: { here: [8, 16], below: [112, 88] } }, call: [16, 28], params: [0, 0], library: { once: [['__aeabi_l2f'], ['__aeabi_l2f']], many: [['__aeabi_l2f'], ['__aeabi_l2f']] }, once: { here: [36, 32] }, many: { here: [8, 8], tml_cast_s64_f32: [34, 0] }, apart: { tml_cast_s64_f32: [34, 36] } },
    avr: { stack: { once: { here: [6, 6], below: [26, 26] }, many: { here: [12, 6], below: [36, 26] } }, call: [24, 64], params: [0, 0], library: { once: [['__floatdisf'], ['__floatdisf']], many: [['__floatdisf'], ['__floatdisf']] }, once: { here: [66, 66] }, many: { here: [50, -12], tml_cast_s64_f32: [76, 0] }, apart: { tml_cast_s64_f32: [126, 108] } },
  },
  tml_cast_s64_s16: {
    'cortex-m4f': { stack: { once: { here: [8, 0], below: [64, 64] }, many: { here: [8, 0], below: [64, 64] } }, call: [0, 28], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [32, 28] }, many: { here: [56, -4] }, apart: { tml_cast_s64_s16: [26, 28] } },
    'cortex-m3': { stack: { once: { here: [8, 0], below: [64, 64] }, many: { here: [8, 0], below: [64, 64] } }, call: [0, 28], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [32, 28] }, many: { here: [56, -4] }, apart: { tml_cast_s64_s16: [26, 28] } },
    avr: { stack: { once: { here: [2, 2], below: [0, 0] }, many: { here: [2, 2], below: [0, 0] } }, call: [62, 32], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [30, 30] }, many: { here: [-64, -4] }, apart: { tml_cast_s64_s16: [72, 62] } },
  },
  tml_cast_s64_s32: {
    'cortex-m4f': { stack: { once: { here: [8, 0], below: [64, 64] }, many: { here: [8, 0], below: [64, 64] } }, call: [0, 28], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [32, 28] }, many: { here: [56, -4] }, apart: { tml_cast_s64_s32: [26, 28] } },
    'cortex-m3': { stack: { once: { here: [8, 0], below: [64, 64] }, many: { here: [8, 0], below: [64, 64] } }, call: [0, 28], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [32, 28] }, many: { here: [56, -4] }, apart: { tml_cast_s64_s32: [26, 28] } },
    avr: { stack: { once: { here: [4, 4], below: [0, 0] }, many: { here: [4, 4], below: [0, 0] } }, call: [30, 44], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [50, 50] }, many: { here: [32, 4] }, apart: { tml_cast_s64_s32: [96, 82] } },
  },
  tml_cast_s64_s8: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [64, 64] } }, call: [0, 28], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [28, 28] }, many: { here: [60, -4] }, apart: { tml_cast_s64_s8: [24, 28] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [64, 64] } }, call: [0, 28], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [28, 28] }, many: { here: [60, -4] }, apart: { tml_cast_s64_s8: [24, 28] } },
    avr: { stack: { once: { here: [2, 2], below: [0, 0] }, many: { here: [2, 2], below: [0, 0] } }, call: [78, 22], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [22, 22] }, many: { here: [-112, 0] }, apart: { tml_cast_s64_s8: [56, 50] } },
  },
  tml_cast_s64_u8: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [64, 64] } }, call: [0, 28], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [28, 28] }, many: { here: [60, -4] }, apart: { tml_cast_s64_u8: [24, 28] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [64, 64] } }, call: [0, 28], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [28, 28] }, many: { here: [60, -4] }, apart: { tml_cast_s64_u8: [24, 28] } },
    avr: { stack: { once: { here: [2, 2], below: [0, 0] }, many: { here: [2, 2], below: [0, 0] } }, call: [78, 22], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [22, 22] }, many: { here: [-112, 0] }, apart: { tml_cast_s64_u8: [56, 50] } },
  },
  tml_cast_s8_bool: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [0, 0], below: [64, 64] } }, call: [0, 28], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [32, 28] }, many: { here: [60, 4] }, apart: { tml_cast_s8_bool: [26, 32] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [0, 0], below: [64, 64] } }, call: [0, 28], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [32, 28] }, many: { here: [60, 4] }, apart: { tml_cast_s8_bool: [26, 32] } },
    avr: { stack: { once: { here: [2, 2], below: [0, 0] }, many: { here: [2, 2], below: [0, 0] } }, call: [36, 30], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [30, 28] }, many: { here: [-12, -4] }, apart: { tml_cast_s8_bool: [62, 56] } },
  },
  tml_cast_s8_f16: {
    'cortex-m4f': { stack: { once: { here: [24, 20], below: [64, 64] }, many: { here: [8, 24], below: [88, 64] } }, call: [12, 216], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [188, 196] }, many: { here: [12, -20], tml_cast_s8_f16: [180, 0] }, apart: { tml_cast_s8_f16: [182, 198] } },
    'cortex-m3': { stack: { once: { here: [32, 24], below: [88, 88] }, many: { here: [8, 32], below: [120, 88] } }, call: [16, 204], params: [0, 0], library: { once: [['__aeabi_i2f'], ['__aeabi_i2f']], many: [['__aeabi_i2f'], ['__aeabi_i2f']] }, once: { here: [180, 200] }, many: { here: [8, 0], tml_cast_s8_f16: [172, 0] }, apart: { tml_cast_s8_f16: [172, 200] } },
    avr: { stack: { once: { here: [26, 22], below: [26, 26] }, many: { here: [6, 22], below: [26, 26] } }, call: [18, 450], params: [0, 0], library: { once: [['__floatsisf'], ['__floatsisf']], many: [['__floatsisf'], ['__floatsisf']] }, once: { here: [524, 522] }, many: { here: [68, 58], tml_cast_to_half: [388, 0] }, apart: { tml_cast_s8_f16: [560, 552] } },
  },
  tml_cast_s8_f32: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [0, 0], below: [64, 64] } }, call: [0, 36], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [36, 36] }, many: { here: [76, 0] }, apart: { tml_cast_s8_f32: [30, 32] } },
    'cortex-m3': { stack: { once: { here: [24, 16], below: [88, 88] }, many: { here: [24, 24], below: [88, 88] } }, call: [0, 32], params: [0, 0], library: { once: [['__aeabi_i2f'], ['__aeabi_i2f']], many: [['__aeabi_i2f'], ['__aeabi_i2f']] }, once: { here: [36, 32] }, many: { here: [64, 0] }, apart: { tml_cast_s8_f32: [30, 32] } },
    avr: { stack: { once: { here: [6, 6], below: [26, 26] }, many: { here: [6, 6], below: [26, 26] } }, call: [18, 68], params: [0, 0], library: { once: [['__floatsisf'], ['__floatsisf']], many: [['__floatsisf'], ['__floatsisf']] }, once: { here: [60, 60] }, many: { here: [68, -32] }, apart: { tml_cast_s8_f32: [120, 90] } },
  },
  tml_cast_s8_s16: {
    'cortex-m4f': { stack: { once: { here: [8, 0], below: [64, 64] }, many: { here: [8, 0], below: [64, 64] } }, call: [0, 28], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [32, 28] }, many: { here: [56, 0] }, apart: { tml_cast_s8_s16: [22, 26] } },
    'cortex-m3': { stack: { once: { here: [8, 0], below: [64, 64] }, many: { here: [8, 0], below: [64, 64] } }, call: [0, 28], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [32, 28] }, many: { here: [56, 0] }, apart: { tml_cast_s8_s16: [22, 26] } },
    avr: { stack: { once: { here: [2, 2], below: [0, 0] }, many: { here: [2, 4], below: [0, 0] } }, call: [36, 28], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [28, 28] }, many: { here: [-16, 8] }, apart: { tml_cast_s8_s16: [62, 56] } },
  },
  tml_cast_s8_s32: {
    'cortex-m4f': { stack: { once: { here: [8, 0], below: [64, 64] }, many: { here: [8, 0], below: [64, 64] } }, call: [0, 28], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [32, 28] }, many: { here: [56, 0] }, apart: { tml_cast_s8_s32: [22, 26] } },
    'cortex-m3': { stack: { once: { here: [8, 0], below: [64, 64] }, many: { here: [8, 0], below: [64, 64] } }, call: [0, 28], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [32, 28] }, many: { here: [56, 0] }, apart: { tml_cast_s8_s32: [22, 26] } },
    avr: { stack: { once: { here: [4, 4], below: [0, 0] }, many: { here: [4, 4], below: [0, 0] } }, call: [42, 44], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [44, 44] }, many: { here: [-4, -8] }, apart: { tml_cast_s8_s32: [86, 66] } },
  },
  tml_cast_s8_s64: {
    'cortex-m4f': { stack: { once: { here: [12, 0], below: [64, 64] }, many: { here: [12, 0], below: [64, 64] } }, call: [0, 36], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [32, 36] }, many: { here: [64, 0] }, apart: { tml_cast_s8_s64: [28, 32] } },
    'cortex-m3': { stack: { once: { here: [12, 0], below: [64, 64] }, many: { here: [12, 4], below: [64, 64] } }, call: [0, 36], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [32, 32] }, many: { here: [64, -4] }, apart: { tml_cast_s8_s64: [28, 32] } },
    avr: { stack: { once: { here: [2, 2], below: [0, 0] }, many: { here: [2, 2], below: [0, 0] } }, call: [42, 40], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [40, 40] }, many: { here: [-4, 0] }, apart: { tml_cast_s8_s64: [74, 68] } },
  },
  tml_cast_s8_u8: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [0, 0], below: [64, 64] } }, call: [0, 24], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [24, 24] }, many: { here: [48, 0] }, apart: { tml_cast_s8_u8: [20, 26] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [0, 0], below: [64, 64] } }, call: [0, 24], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [24, 24] }, many: { here: [48, 0] }, apart: { tml_cast_s8_u8: [20, 26] } },
    avr: { stack: { once: { here: [2, 2], below: [0, 0] }, many: { here: [2, 2], below: [0, 0] } }, call: [24, 20], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [22, 20] }, many: { here: [-4, 2] }, apart: { tml_cast_s8_u8: [54, 48] } },
  },
  tml_cast_same_f16: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [0, 0], below: [64, 64] } }, call: [0, 24], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [28, 24] }, many: { here: [52, -8] }, apart: { tml_cast_same_f16: [24, 28] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [0, 0], below: [64, 64] } }, call: [0, 24], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [28, 24] }, many: { here: [52, -8] }, apart: { tml_cast_same_f16: [24, 28] } },
    avr: { stack: { once: { here: [2, 2], below: [0, 0] }, many: { here: [4, 4], below: [0, 0] } }, call: [28, 20], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [26, 24] }, many: { here: [4, 18] }, apart: { tml_cast_same_f16: [58, 56] } },
  },
  tml_cast_same_f32: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [0, 0], below: [64, 64] } }, call: [0, 20], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [28, 24] }, many: { here: [52, 4] }, apart: { tml_cast_same_f32: [24, 24] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [0, 0], below: [64, 64] } }, call: [0, 20], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [28, 24] }, many: { here: [52, 4] }, apart: { tml_cast_same_f32: [24, 28] } },
    avr: { stack: { once: { here: [2, 2], below: [0, 0] }, many: { here: [2, 2], below: [0, 0] } }, call: [50, 40], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [36, 32] }, many: { here: [-28, -14] }, apart: { tml_cast_same_f32: [82, 68] } },
  },
  tml_cast_same_s16: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [0, 0], below: [64, 64] } }, call: [0, 24], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [28, 24] }, many: { here: [56, -4] }, apart: { tml_cast_same_s16: [24, 28] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [0, 0], below: [64, 64] } }, call: [0, 24], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [28, 24] }, many: { here: [56, -4] }, apart: { tml_cast_same_s16: [24, 28] } },
    avr: { stack: { once: { here: [2, 2], below: [0, 0] }, many: { here: [4, 4], below: [0, 0] } }, call: [28, 20], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [26, 24] }, many: { here: [4, 18] }, apart: { tml_cast_same_s16: [58, 56] } },
  },
  tml_cast_same_s32: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [0, 0], below: [64, 64] } }, call: [0, 20], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [28, 24] }, many: { here: [52, 4] }, apart: { tml_cast_same_s32: [24, 28] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [0, 0], below: [64, 64] } }, call: [0, 20], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [28, 24] }, many: { here: [52, 4] }, apart: { tml_cast_same_s32: [24, 28] } },
    avr: { stack: { once: { here: [2, 2], below: [0, 0] }, many: { here: [2, 2], below: [0, 0] } }, call: [50, 40], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [36, 32] }, many: { here: [-28, -14] }, apart: { tml_cast_same_s32: [82, 68] } },
  },
  tml_cast_same_s64: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [0, 0], below: [64, 64] } }, call: [0, 24], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [28, 24] }, many: { here: [56, 0] }, apart: { tml_cast_same_s64: [28, 34] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [0, 0], below: [64, 64] } }, call: [0, 24], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [28, 24] }, many: { here: [56, 0] }, apart: { tml_cast_same_s64: [28, 34] } },
    avr: { stack: { once: { here: [2, 2], below: [0, 0] }, many: { here: [12, 4], below: [6, 0] } }, call: [24, 80], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [78, 80] }, many: { here: [50, 10], tml_cast_same_s64: [88, 0] }, apart: { tml_cast_same_s64: [138, 120] } },
  },
  tml_cast_same_s8: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [0, 0], below: [64, 64] } }, call: [0, 24], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [24, 24] }, many: { here: [48, 0] }, apart: { tml_cast_same_s8: [20, 26] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [0, 0], below: [64, 64] } }, call: [0, 24], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [24, 24] }, many: { here: [48, 0] }, apart: { tml_cast_same_s8: [20, 26] } },
    avr: { stack: { once: { here: [2, 2], below: [0, 0] }, many: { here: [2, 2], below: [0, 0] } }, call: [24, 22], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [22, 20] }, many: { here: [-4, -4] }, apart: { tml_cast_same_s8: [54, 48] } },
  },
  tml_cast_same_u8: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [0, 0], below: [64, 64] } }, call: [0, 24], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [24, 24] }, many: { here: [48, 0] }, apart: { tml_cast_same_u8: [20, 26] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [0, 0], below: [64, 64] } }, call: [0, 24], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [24, 24] }, many: { here: [48, 0] }, apart: { tml_cast_same_u8: [20, 26] } },
    avr: { stack: { once: { here: [2, 2], below: [0, 0] }, many: { here: [2, 2], below: [0, 0] } }, call: [24, 22], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [22, 20] }, many: { here: [-4, -4] }, apart: { tml_cast_same_u8: [54, 48] } },
  },
  tml_cast_u8_bool: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [0, 0], below: [64, 64] } }, call: [0, 28], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [32, 28] }, many: { here: [60, 4] }, apart: { tml_cast_u8_bool: [26, 32] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [0, 0], below: [64, 64] } }, call: [0, 28], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [32, 28] }, many: { here: [60, 4] }, apart: { tml_cast_u8_bool: [26, 32] } },
    avr: { stack: { once: { here: [2, 2], below: [0, 0] }, many: { here: [2, 2], below: [0, 0] } }, call: [36, 30], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [30, 28] }, many: { here: [-12, -4] }, apart: { tml_cast_u8_bool: [62, 56] } },
  },
  tml_cast_u8_f16: {
    'cortex-m4f': { stack: { once: { here: [24, 20], below: [64, 64] }, many: { here: [8, 24], below: [88, 64] } }, call: [12, 216], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [188, 196] }, many: { here: [12, -20], tml_cast_u8_f16: [180, 0] }, apart: { tml_cast_u8_f16: [182, 198] } },
    'cortex-m3': { stack: { once: { here: [32, 24], below: [88, 88] }, many: { here: [8, 32], below: [120, 88] } }, call: [16, 204], params: [0, 0], library: { once: [['__aeabi_ui2f'], ['__aeabi_ui2f']], many: [['__aeabi_ui2f'], ['__aeabi_ui2f']] }, once: { here: [180, 200] }, many: { here: [8, 0], tml_cast_u8_f16: [172, 0] }, apart: { tml_cast_u8_f16: [172, 200] } },
    avr: { stack: { once: { here: [26, 22], below: [26, 26] }, many: { here: [6, 22], below: [26, 26] } }, call: [26, 446], params: [0, 0], library: { once: [['__floatunsisf'], ['__floatunsisf']], many: [['__floatunsisf'], ['__floatunsisf']] }, once: { here: [520, 518] }, many: { here: [44, 58], tml_cast_to_half: [388, 0] }, apart: { tml_cast_u8_f16: [556, 548] } },
  },
  tml_cast_u8_f32: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [0, 0], below: [64, 64] } }, call: [0, 36], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [36, 36] }, many: { here: [76, 0] }, apart: { tml_cast_u8_f32: [30, 32] } },
    'cortex-m3': { stack: { once: { here: [24, 16], below: [88, 88] }, many: { here: [24, 24], below: [88, 88] } }, call: [0, 32], params: [0, 0], library: { once: [['__aeabi_ui2f'], ['__aeabi_ui2f']], many: [['__aeabi_ui2f'], ['__aeabi_ui2f']] }, once: { here: [36, 32] }, many: { here: [64, 0] }, apart: { tml_cast_u8_f32: [30, 32] } },
    avr: { stack: { once: { here: [6, 6], below: [26, 26] }, many: { here: [6, 6], below: [26, 26] } }, call: [26, 64], params: [0, 0], library: { once: [['__floatunsisf'], ['__floatunsisf']], many: [['__floatunsisf'], ['__floatunsisf']] }, once: { here: [56, 56] }, many: { here: [44, -32] }, apart: { tml_cast_u8_f32: [116, 86] } },
  },
  tml_cast_u8_s16: {
    'cortex-m4f': { stack: { once: { here: [8, 0], below: [64, 64] }, many: { here: [8, 0], below: [64, 64] } }, call: [0, 28], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [32, 28] }, many: { here: [56, 0] }, apart: { tml_cast_u8_s16: [22, 26] } },
    'cortex-m3': { stack: { once: { here: [8, 0], below: [64, 64] }, many: { here: [8, 0], below: [64, 64] } }, call: [0, 28], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [32, 28] }, many: { here: [56, 0] }, apart: { tml_cast_u8_s16: [22, 26] } },
    avr: { stack: { once: { here: [2, 2], below: [0, 0] }, many: { here: [2, 4], below: [0, 0] } }, call: [32, 24], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [24, 24] }, many: { here: [-16, 8] }, apart: { tml_cast_u8_s16: [58, 52] } },
  },
  tml_cast_u8_s32: {
    'cortex-m4f': { stack: { once: { here: [8, 0], below: [64, 64] }, many: { here: [8, 0], below: [64, 64] } }, call: [0, 28], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [32, 28] }, many: { here: [56, 0] }, apart: { tml_cast_u8_s32: [22, 26] } },
    'cortex-m3': { stack: { once: { here: [8, 0], below: [64, 64] }, many: { here: [8, 0], below: [64, 64] } }, call: [0, 28], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [32, 28] }, many: { here: [56, 0] }, apart: { tml_cast_u8_s32: [22, 26] } },
    avr: { stack: { once: { here: [4, 4], below: [0, 0] }, many: { here: [4, 4], below: [0, 0] } }, call: [50, 40], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [40, 40] }, many: { here: [-28, -8] }, apart: { tml_cast_u8_s32: [82, 62] } },
  },
  tml_cast_u8_s64: {
    'cortex-m4f': { stack: { once: { here: [16, 4], below: [64, 64] }, many: { here: [16, 4], below: [64, 64] } }, call: [0, 36], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [32, 40] }, many: { here: [64, 0] }, apart: { tml_cast_u8_s64: [28, 38] } },
    'cortex-m3': { stack: { once: { here: [16, 4], below: [64, 64] }, many: { here: [16, 4], below: [64, 64] } }, call: [0, 32], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [32, 36] }, many: { here: [64, 4] }, apart: { tml_cast_u8_s64: [28, 36] } },
    avr: { stack: { once: { here: [2, 2], below: [0, 0] }, many: { here: [2, 2], below: [0, 0] } }, call: [50, 36], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [36, 36] }, many: { here: [-28, 0] }, apart: { tml_cast_u8_s64: [70, 64] } },
  },
  tml_cast_u8_s8: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [0, 0], below: [64, 64] } }, call: [0, 24], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [24, 24] }, many: { here: [48, 0] }, apart: { tml_cast_u8_s8: [20, 26] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [0, 0], below: [64, 64] } }, call: [0, 24], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [24, 24] }, many: { here: [48, 0] }, apart: { tml_cast_u8_s8: [20, 26] } },
    avr: { stack: { once: { here: [2, 2], below: [0, 0] }, many: { here: [2, 2], below: [0, 0] } }, call: [24, 20], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [22, 20] }, many: { here: [-4, 2] }, apart: { tml_cast_u8_s8: [54, 48] } },
  },
});
