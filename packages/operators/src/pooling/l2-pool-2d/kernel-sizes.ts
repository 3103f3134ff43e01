import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_l2_pool_2d_f32: {
    'cortex-m4f': { stack: { once: { here: [64, 80], below: [128, 128] }, many: { here: [8, 8], below: [296, 288] } }, call: [16, 16], params: [0, 0], library: { once: [['sqrtf'], ['sqrtf']], many: [['sqrtf'], ['sqrtf']] }, once: { here: [240, 336] }, many: { here: [12, 12], tml_l2_pool_2d_f32: [508, 584] }, apart: { tml_l2_pool_2d_f32: [424, 584], tml_taps_at: [40, 0] } },
    'cortex-m3': { stack: { once: { here: [72, 88], below: [128, 128] }, many: { here: [8, 8], below: [304, 312] } }, call: [16, 16], params: [0, 0], library: { once: [['__aeabi_fadd', '__aeabi_fcmpgt', '__aeabi_fcmplt', '__aeabi_fdiv', '__aeabi_fmul', '__aeabi_i2f', 'sqrtf'], ['__aeabi_fadd', '__aeabi_fcmpgt', '__aeabi_fcmplt', '__aeabi_fdiv', '__aeabi_fmul', '__aeabi_i2f', 'sqrtf']], many: [['__aeabi_fadd', '__aeabi_fcmpgt', '__aeabi_fcmplt', '__aeabi_fdiv', '__aeabi_fmul', '__aeabi_i2f', 'sqrtf'], ['__aeabi_fadd', '__aeabi_fcmpgt', '__aeabi_fcmplt', '__aeabi_fdiv', '__aeabi_fmul', '__aeabi_i2f', 'sqrtf']] }, once: { here: [248, 324] }, many: { here: [12, 12], tml_l2_pool_2d_f32: [520, 600] }, apart: { tml_l2_pool_2d_f32: [422, 600], tml_taps_at: [40, 0] } },
    avr: { stack: { once: { here: [52, 46], below: [66, 66] }, many: { here: [60, 48], below: [238, 66] } }, call: [34, 490], params: [0, 0], library: { once: [['__addsf3', '__divsf3', '__floatsisf', '__mulsf3', '__mulsi3', 'sqrtf'], ['__addsf3', '__divsf3', '__floatsisf', '__mulsf3', '__mulsi3', 'sqrtf']], many: [['__addsf3', '__divsf3', '__floatsisf', '__gtsf2', '__ltsf2', '__mulsf3', '__mulsi3', 'sqrtf'], ['__addsf3', '__divsf3', '__floatsisf', '__mulsf3', '__mulsi3', 'sqrtf']] }, once: { here: [570, 592] }, many: { here: [36, 114], tml_l2_pool_2d_f32: [2374, 0] }, apart: { tml_l2_pool_2d_f32: [2374, 2206] } },
  },
});
