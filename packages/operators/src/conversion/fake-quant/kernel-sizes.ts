import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_fake_quant_f32: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [76, 64] } }, call: [16, 108], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [108, 116] }, many: { here: [12, 4], tml_fake_quant_f32: [100, 0] }, apart: { tml_fake_quant_f32: [100, 104] } },
    'cortex-m3': { stack: { once: { here: [32, 32], below: [88, 88] }, many: { here: [8, 32], below: [128, 88] } }, call: [16, 108], params: [0, 0], library: { once: [['__aeabi_f2iz', '__aeabi_fadd', '__aeabi_fcmpgt', '__aeabi_fmul', '__aeabi_i2f'], ['__aeabi_f2iz', '__aeabi_fadd', '__aeabi_fcmpgt', '__aeabi_fmul', '__aeabi_i2f']], many: [['__aeabi_f2iz', '__aeabi_fadd', '__aeabi_fcmpgt', '__aeabi_fcmplt', '__aeabi_fmul', '__aeabi_fsub', '__aeabi_i2f'], ['__aeabi_f2iz', '__aeabi_fadd', '__aeabi_fcmpgt', '__aeabi_fmul', '__aeabi_i2f']] }, once: { here: [104, 120] }, many: { here: [12, 20], tml_fake_quant_f32: [104, 0] }, apart: { tml_fake_quant_f32: [104, 108] } },
    avr: { stack: { once: { here: [10, 10], below: [26, 26] }, many: { here: [24, 12], below: [58, 26] } }, call: [34, 140], params: [0, 0], library: { once: [['__addsf3', '__fixsfsi', '__floatsisf', '__gtsf2', '__mulsf3'], ['__addsf3', '__fixsfsi', '__floatsisf', '__gtsf2', '__mulsf3']], many: [['__addsf3', '__fixsfsi', '__floatsisf', '__gtsf2', '__mulsf3', '__subsf3'], ['__addsf3', '__fixsfsi', '__floatsisf', '__gtsf2', '__mulsf3']] }, once: { here: [178, 164] }, many: { here: [36, 36], tml_fake_quant_f32: [394, 0] }, apart: { tml_fake_quant_f32: [394, 348] } },
  },
});
