import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_hard_swish_f32: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [64, 64] } }, call: [12, 72], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [84, 80] }, many: { here: [12, 12], tml_hard_swish_f32: [76, 0] }, apart: { tml_hard_swish_f32: [76, 96] } },
    'cortex-m3': { stack: { once: { here: [32, 32], below: [88, 88] }, many: { here: [8, 32], below: [128, 88] } }, call: [16, 84], params: [0, 0], library: { once: [['__aeabi_fadd', '__aeabi_fcmpgt', '__aeabi_fcmplt', '__aeabi_fdiv', '__aeabi_fmul'], ['__aeabi_fadd', '__aeabi_fcmpgt', '__aeabi_fcmplt', '__aeabi_fdiv', '__aeabi_fmul']], many: [['__aeabi_fadd', '__aeabi_fcmpgt', '__aeabi_fcmplt', '__aeabi_fdiv', '__aeabi_fmul'], ['__aeabi_fadd', '__aeabi_fcmpgt', '__aeabi_fcmplt', '__aeabi_fdiv', '__aeabi_fmul']] }, once: { here: [100, 100] }, many: { here: [8, 20], tml_hard_swish_f32: [100, 0] }, apart: { tml_hard_swish_f32: [108, 108] } },
    avr: { stack: { once: { here: [14, 14], below: [26, 26] }, many: { here: [12, 16], below: [44, 26] } }, call: [24, 172], params: [0, 0], library: { once: [['__addsf3', '__divsf3', '__gtsf2', '__ltsf2', '__mulsf3'], ['__addsf3', '__divsf3', '__gtsf2', '__ltsf2', '__mulsf3']], many: [['__addsf3', '__divsf3', '__gtsf2', '__ltsf2', '__mulsf3'], ['__addsf3', '__divsf3', '__gtsf2', '__ltsf2', '__mulsf3']] }, once: { here: [200, 186] }, many: { here: [50, -6], tml_hard_swish_f32: [202, 0] }, apart: { tml_hard_swish_f32: [270, 230] } },
  },
});
