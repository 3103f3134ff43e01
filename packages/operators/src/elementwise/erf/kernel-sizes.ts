import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_erf_f32: {
    'cortex-m4f': { stack: { once: { here: [48, 56], below: [128, 128] }, many: { here: [8, 56], below: [184, 128] } }, call: [16, 136], params: [0, 0], library: { once: [['expf'], ['expf']], many: [['expf'], ['expf']] }, once: { here: [164, 176] }, many: { here: [8, 48], tml_erf_f32: [164, 0] }, apart: { tml_erf_f32: [164, 180] } },
    'cortex-m3': { stack: { once: { here: [40, 40], below: [128, 128] }, many: { here: [8, 40], below: [168, 128] } }, call: [16, 172], params: [0, 0], library: { once: [['__aeabi_fadd', '__aeabi_fcmplt', '__aeabi_fdiv', '__aeabi_fmul', '__aeabi_fsub', 'expf'], ['__aeabi_fadd', '__aeabi_fcmplt', '__aeabi_fdiv', '__aeabi_fmul', '__aeabi_fsub', 'expf']], many: [['__aeabi_fadd', '__aeabi_fcmplt', '__aeabi_fdiv', '__aeabi_fmul', '__aeabi_fsub', 'expf'], ['__aeabi_fadd', '__aeabi_fcmplt', '__aeabi_fdiv', '__aeabi_fmul', '__aeabi_fsub', 'expf']] }, once: { here: [208, 208] }, many: { here: [8, 40], tml_erf_f32: [204, 0] }, apart: { tml_erf_f32: [212, 208] } },
    avr: { stack: { once: { here: [18, 20], below: [66, 66] }, many: { here: [12, 20], below: [88, 66] } }, call: [24, 290], params: [0, 0], library: { once: [['__addsf3', '__divsf3', '__ltsf2', '__mulsf3', '__subsf3', 'exp'], ['__addsf3', '__divsf3', '__ltsf2', '__mulsf3', '__subsf3', 'exp']], many: [['__addsf3', '__divsf3', '__ltsf2', '__mulsf3', '__subsf3', 'exp'], ['__addsf3', '__divsf3', '__ltsf2', '__mulsf3', '__subsf3', 'exp']] }, once: { here: [348, 360] }, many: { here: [50, 62], tml_erf_f32: [354, 0] }, apart: { tml_erf_f32: [438, 386] } },
  },
});
