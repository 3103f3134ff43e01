import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_gelu_f32: {
    'cortex-m4f': { stack: { once: { here: [48, 56], below: [128, 128] }, many: { here: [8, 56], below: [184, 128] } }, call: [16, 144], params: [0, 0], library: { once: [['expf'], ['expf']], many: [['expf'], ['expf']] }, once: { here: [180, 188] }, many: { here: [8, 52], tml_gelu_f32: [180, 0] }, apart: { tml_gelu_f32: [180, 192] } },
    'cortex-m3': { stack: { once: { here: [48, 40], below: [128, 128] }, many: { here: [8, 40], below: [176, 128] } }, call: [16, 192], params: [0, 0], library: { once: [['__aeabi_fadd', '__aeabi_fcmplt', '__aeabi_fdiv', '__aeabi_fmul', '__aeabi_fsub', 'expf'], ['__aeabi_fadd', '__aeabi_fcmplt', '__aeabi_fdiv', '__aeabi_fmul', '__aeabi_fsub', 'expf']], many: [['__aeabi_fadd', '__aeabi_fcmplt', '__aeabi_fdiv', '__aeabi_fmul', '__aeabi_fsub', 'expf'], ['__aeabi_fadd', '__aeabi_fcmplt', '__aeabi_fdiv', '__aeabi_fmul', '__aeabi_fsub', 'expf']] }, once: { here: [232, 232] }, many: { here: [8, 44], tml_gelu_f32: [236, 0] }, apart: { tml_gelu_f32: [240, 232] } },
    avr: { stack: { once: { here: [28, 30], below: [66, 66] }, many: { here: [12, 30], below: [98, 66] } }, call: [24, 352], params: [0, 0], library: { once: [['__addsf3', '__divsf3', '__ltsf2', '__mulsf3', '__subsf3', 'exp'], ['__addsf3', '__divsf3', '__ltsf2', '__mulsf3', '__subsf3', 'exp']], many: [['__addsf3', '__divsf3', '__ltsf2', '__mulsf3', '__subsf3', 'exp'], ['__addsf3', '__divsf3', '__ltsf2', '__mulsf3', '__subsf3', 'exp']] }, once: { here: [446, 456] }, many: { here: [50, 100], tml_gelu_f32: [450, 0] }, apart: { tml_gelu_f32: [478, 482] } },
  },
  tml_gelu_tanh_f32: {
    'cortex-m4f': { stack: { once: { here: [40, 40], below: [128, 128] }, many: { here: [8, 40], below: [176, 128] } }, call: [16, 68], params: [0, 0], library: { once: [['tanhf'], ['tanhf']], many: [['tanhf'], ['tanhf']] }, once: { here: [92, 92] }, many: { here: [8, 28], tml_gelu_tanh_f32: [92, 0] }, apart: { tml_gelu_tanh_f32: [92, 96] } },
    'cortex-m3': { stack: { once: { here: [40, 40], below: [128, 128] }, many: { here: [8, 40], below: [176, 128] } }, call: [16, 96], params: [0, 0], library: { once: [['__aeabi_fadd', '__aeabi_fmul', 'tanhf'], ['__aeabi_fadd', '__aeabi_fmul', 'tanhf']], many: [['__aeabi_fadd', '__aeabi_fmul', 'tanhf'], ['__aeabi_fadd', '__aeabi_fmul', 'tanhf']] }, once: { here: [120, 116] }, many: { here: [8, 28], tml_gelu_tanh_f32: [120, 0] }, apart: { tml_gelu_tanh_f32: [124, 124] } },
    avr: { stack: { once: { here: [16, 16], below: [66, 66] }, many: { here: [12, 16], below: [84, 66] } }, call: [24, 162], params: [0, 0], library: { once: [['__addsf3', '__mulsf3', 'tanh'], ['__addsf3', '__mulsf3', 'tanh']], many: [['__addsf3', '__mulsf3', 'tanh'], ['__addsf3', '__mulsf3', 'tanh']] }, once: { here: [206, 208] }, many: { here: [50, 30], tml_gelu_tanh_f32: [204, 0] }, apart: { tml_gelu_tanh_f32: [286, 234] } },
  },
});
