import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_round_f32: {
    'cortex-m4f': { stack: { once: { here: [32, 32], below: [128, 128] }, many: { here: [8, 32], below: [168, 128] } }, call: [16, 96], params: [0, 0], library: { once: [['floorf'], ['floorf']], many: [['floorf'], ['floorf']] }, once: { here: [112, 112] }, many: { here: [8, 20], tml_round_f32: [106, 0] }, apart: { tml_round_f32: [106, 108] } },
    'cortex-m3': { stack: { once: { here: [32, 32], below: [128, 128] }, many: { here: [8, 32], below: [168, 128] } }, call: [16, 100], params: [0, 0], library: { once: [['__aeabi_fadd', '__aeabi_fcmpeq', '__aeabi_fcmplt', '__aeabi_fmul', '__aeabi_fsub', 'floorf'], ['__aeabi_fadd', '__aeabi_fcmpeq', '__aeabi_fcmplt', '__aeabi_fmul', '__aeabi_fsub', 'floorf']], many: [['__aeabi_fadd', '__aeabi_fcmpeq', '__aeabi_fcmplt', '__aeabi_fmul', '__aeabi_fsub', 'floorf'], ['__aeabi_fadd', '__aeabi_fcmpeq', '__aeabi_fcmplt', '__aeabi_fmul', '__aeabi_fsub', 'floorf']] }, once: { here: [116, 108] }, many: { here: [8, 12], tml_round_f32: [110, 0] }, apart: { tml_round_f32: [112, 114] } },
    avr: { stack: { once: { here: [20, 24], below: [66, 66] }, many: { here: [12, 24], below: [94, 66] } }, call: [24, 232], params: [0, 0], library: { once: [['__addsf3', '__ltsf2', '__mulsf3', '__nesf2', '__subsf3', 'floor'], ['__addsf3', '__ltsf2', '__mulsf3', '__nesf2', '__subsf3', 'floor']], many: [['__addsf3', '__ltsf2', '__mulsf3', '__nesf2', '__subsf3', 'floor'], ['__addsf3', '__ltsf2', '__mulsf3', '__nesf2', '__subsf3', 'floor']] }, once: { here: [260, 286] }, many: { here: [50, 22], tml_round_f32: [300, 0] }, apart: { tml_round_f32: [346, 330] } },
  },
});
