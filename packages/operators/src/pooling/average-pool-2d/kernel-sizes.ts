import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_average_pool_2d_f32: {
    'cortex-m4f': { stack: { once: { here: [16, 4], below: [64, 64] }, many: { here: [8, 8], below: [216, 208] } }, call: [16, 16], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [132, 140] }, many: { here: [12, 12], tml_average_pool_2d_f32: [480, 516] }, apart: { tml_average_pool_2d_f32: [392, 516], tml_taps_at: [40, 0] } },
    'cortex-m3': { stack: { once: { here: [48, 48], below: [88, 88] }, many: { here: [8, 8], below: [272, 272] } }, call: [16, 16], params: [0, 0], library: { once: [['__aeabi_fadd', '__aeabi_fcmpgt', '__aeabi_fcmplt', '__aeabi_fmul'], ['__aeabi_fadd', '__aeabi_fcmpgt', '__aeabi_fcmplt', '__aeabi_fmul']], many: [['__aeabi_fadd', '__aeabi_fcmpgt', '__aeabi_fcmplt', '__aeabi_fdiv', '__aeabi_i2f'], ['__aeabi_fadd', '__aeabi_fcmpgt', '__aeabi_fcmplt', '__aeabi_fdiv', '__aeabi_i2f']] }, once: { here: [124, 140] }, many: { here: [12, 12], tml_average_pool_2d_f32: [514, 584] }, apart: { tml_average_pool_2d_f32: [410, 584], tml_taps_at: [40, 0] } },
    avr: { stack: { once: { here: [12, 12], below: [26, 26] }, many: { here: [60, 12], below: [198, 26] } }, call: [34, 94], params: [0, 0], library: { once: [['__addsf3', '__mulsf3'], ['__addsf3', '__mulsf3']], many: [['__addsf3', '__divsf3', '__floatsisf', '__gtsf2', '__ltsf2', '__mulsi3'], ['__addsf3', '__mulsf3']] }, once: { here: [136, 136] }, many: { here: [36, 42], tml_average_pool_2d_f32: [2362, 0] }, apart: { tml_average_pool_2d_f32: [2362, 2202] } },
  },
  tml_average_pool_2d_s16: {
    'cortex-m4f': { stack: { once: { here: [20, 16], below: [64, 64] }, many: { here: [8, 8], below: [232, 224] } }, call: [16, 16], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [100, 108] }, many: { here: [12, 12], tml_average_pool_2d_s16: [488, 544] }, apart: { tml_average_pool_2d_s16: [386, 544], tml_taps_at: [40, 0] } },
    'cortex-m3': { stack: { once: { here: [20, 16], below: [64, 64] }, many: { here: [8, 8], below: [232, 224] } }, call: [16, 16], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [100, 108] }, many: { here: [12, 12], tml_average_pool_2d_s16: [484, 550] }, apart: { tml_average_pool_2d_s16: [388, 550], tml_taps_at: [40, 0] } },
    avr: { stack: { once: { here: [14, 8], below: [26, 0] }, many: { here: [60, 8], below: [204, 0] } }, call: [34, 186], params: [0, 0], library: { once: [['__divmodsi4'], []], many: [['__divmodsi4', '__mulsi3'], []] }, once: { here: [214, 208] }, many: { here: [36, 24], tml_average_pool_2d_s16: [2326, 0] }, apart: { tml_average_pool_2d_s16: [2326, 2216] } },
  },
  tml_average_pool_2d_s8: {
    'cortex-m4f': { stack: { once: { here: [20, 16], below: [64, 64] }, many: { here: [8, 8], below: [232, 224] } }, call: [16, 16], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [96, 104] }, many: { here: [12, 12], tml_average_pool_2d_s8: [476, 532] }, apart: { tml_average_pool_2d_s8: [374, 532], tml_taps_at: [40, 0] } },
    'cortex-m3': { stack: { once: { here: [20, 16], below: [64, 64] }, many: { here: [8, 8], below: [232, 224] } }, call: [16, 16], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [96, 104] }, many: { here: [12, 12], tml_average_pool_2d_s8: [468, 538] }, apart: { tml_average_pool_2d_s8: [374, 538], tml_taps_at: [40, 0] } },
    avr: { stack: { once: { here: [14, 8], below: [26, 0] }, many: { here: [60, 8], below: [202, 0] } }, call: [34, 182], params: [0, 0], library: { once: [['__divmodsi4'], []], many: [['__divmodsi4', '__mulsi3'], []] }, once: { here: [218, 208] }, many: { here: [36, 30], tml_average_pool_2d_s8: [2268, 0] }, apart: { tml_average_pool_2d_s8: [2268, 2190] } },
  },
  tml_average_pool_2d_s8_dsp: {
    'cortex-m4f': { stack: { once: { here: [48, 48], below: [144, 152] }, many: { here: [8, 8], below: [328, 344] } }, call: [16, 16], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [116, 108], tml_window_sums4: [240, 258] }, many: { here: [12, 12], tml_average_pool_2d_s8_dsp: [578, 710], tml_window_sums4: [240, 258] }, apart: { tml_average_pool_2d_s8_dsp: [420, 710], tml_mean_s32: [28, 0], tml_taps_at: [40, 0], tml_window_sums4: [240, 258] } },
  },
  tml_average_pool_2d_u8: {
    'cortex-m4f': { stack: { once: { here: [16, 12], below: [64, 64] }, many: { here: [8, 8], below: [232, 224] } }, call: [16, 16], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [64, 72] }, many: { here: [12, 12], tml_average_pool_2d_u8: [472, 520] }, apart: { tml_average_pool_2d_u8: [378, 520], tml_taps_at: [40, 0] } },
    'cortex-m3': { stack: { once: { here: [16, 12], below: [64, 64] }, many: { here: [8, 8], below: [232, 224] } }, call: [16, 16], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [64, 72] }, many: { here: [12, 12], tml_average_pool_2d_u8: [470, 532] }, apart: { tml_average_pool_2d_u8: [374, 532], tml_taps_at: [40, 0] } },
    avr: { stack: { once: { here: [14, 6], below: [26, 0] }, many: { here: [60, 6], below: [201, 0] } }, call: [34, 130], params: [0, 0], library: { once: [['__divmodsi4'], []], many: [['__divmodsi4', '__mulsi3'], []] }, once: { here: [206, 148] }, many: { here: [36, 20], tml_average_pool_2d_u8: [2282, 0] }, apart: { tml_average_pool_2d_u8: [2282, 2076] } },
  },
});
