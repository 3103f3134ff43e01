import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_sqrt_f32: {
    'cortex-m4f': { stack: { once: { here: [16, 16], below: [128, 128] }, many: { here: [8, 16], below: [152, 128] } }, call: [16, 48], params: [0, 0], library: { once: [['sqrtf'], ['sqrtf']], many: [['sqrtf'], ['sqrtf']] }, once: { here: [36, 56] }, many: { here: [8, 12], tml_sqrt_f32: [32, 0] }, apart: { tml_sqrt_f32: [32, 62] } },
    'cortex-m3': { stack: { once: { here: [16, 16], below: [128, 128] }, many: { here: [8, 16], below: [152, 128] } }, call: [16, 20], params: [0, 0], library: { once: [['sqrtf'], ['sqrtf']], many: [['sqrtf'], ['sqrtf']] }, once: { here: [32, 28] }, many: { here: [8, 16], tml_sqrt_f32: [32, 0] }, apart: { tml_sqrt_f32: [32, 34] } },
    avr: { stack: { once: { here: [4, 6], below: [66, 66] }, many: { here: [12, 6], below: [76, 66] } }, call: [24, 64], params: [0, 0], library: { once: [['sqrtf'], ['sqrtf']], many: [['sqrtf'], ['sqrtf']] }, once: { here: [46, 56] }, many: { here: [50, -32], tml_sqrt_f32: [66, 0] }, apart: { tml_sqrt_f32: [116, 94] } },
  },
  tml_sqrt_s16: {
    'cortex-m4f': { stack: { once: { here: [24, 24], below: [128, 128] }, many: { here: [8, 24], below: [160, 128] } }, call: [16, 112], params: [0, 0], library: { once: [['sqrtf'], ['sqrtf']], many: [['sqrtf'], ['sqrtf']] }, once: { here: [92, 120] }, many: { here: [12, 0], tml_sqrt_s16: [100, 0] }, apart: { tml_sqrt_s16: [100, 138] } },
    'cortex-m3': { stack: { once: { here: [24, 24], below: [128, 128] }, many: { here: [8, 24], below: [160, 128] } }, call: [16, 80], params: [0, 0], library: { once: [['__aeabi_f2iz', '__aeabi_fmul', '__aeabi_i2f', 'sqrtf'], ['__aeabi_f2iz', '__aeabi_fmul', '__aeabi_i2f', 'sqrtf']], many: [['__aeabi_f2iz', '__aeabi_fdiv', '__aeabi_fmul', '__aeabi_i2f', 'sqrtf'], ['__aeabi_f2iz', '__aeabi_fdiv', '__aeabi_fmul', '__aeabi_i2f', 'sqrtf']] }, once: { here: [76, 84] }, many: { here: [12, 8], tml_sqrt_s16: [88, 0] }, apart: { tml_sqrt_s16: [88, 94] } },
    avr: { stack: { once: { here: [4, 6], below: [66, 66] }, many: { here: [16, 8], below: [92, 66] } }, call: [34, 128], params: [0, 0], library: { once: [['__fixsfsi', '__floatsisf', '__mulsf3', 'sqrtf'], ['__fixsfsi', '__floatsisf', '__mulsf3', 'sqrtf']], many: [['__divsf3', '__fixsfsi', '__floatsisf', '__mulsf3', 'sqrtf'], ['__divsf3', '__fixsfsi', '__floatsisf', '__mulsf3', 'sqrtf']] }, once: { here: [120, 148] }, many: { here: [36, 44], tml_sqrt_s16: [262, 0] }, apart: { tml_sqrt_s16: [262, 228] } },
  },
});
