import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_add_n_f32: {
    'cortex-m4f': { stack: { once: { here: [8, 12], below: [64, 64] }, many: { here: [8, 16], below: [84, 64] } }, call: [16, 68], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [52, 72] }, many: { here: [12, 0], tml_add_n_f32: [58, 0] }, apart: { tml_add_n_f32: [58, 74] } },
    'cortex-m3': { stack: { once: { here: [24, 32], below: [88, 88] }, many: { here: [8, 40], below: [120, 88] } }, call: [16, 76], params: [0, 0], library: { once: [['__aeabi_fadd'], ['__aeabi_fadd']], many: [['__aeabi_fadd'], ['__aeabi_fadd']] }, once: { here: [48, 72] }, many: { here: [12, -4], tml_add_n_f32: [62, 0] }, apart: { tml_add_n_f32: [62, 86] } },
    avr: { stack: { once: { here: [12, 16], below: [26, 26] }, many: { here: [12, 16], below: [58, 26] } }, call: [34, 110], params: [0, 0], library: { once: [['__addsf3'], ['__addsf3']], many: [['__addsf3'], ['__addsf3']] }, once: { here: [136, 166] }, many: { here: [36, 56], tml_add_n_f32: [298, 0] }, apart: { tml_add_n_f32: [298, 212] } },
  },
  tml_add_n_s32: {
    'cortex-m4f': { stack: { once: { here: [12, 16], below: [64, 64] }, many: { here: [8, 16], below: [84, 64] } }, call: [16, 48], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [44, 52] }, many: { here: [12, 12], tml_add_n_s32: [44, 0] }, apart: { tml_add_n_s32: [44, 64] } },
    'cortex-m3': { stack: { once: { here: [12, 16], below: [64, 64] }, many: { here: [8, 16], below: [84, 64] } }, call: [16, 48], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [44, 52] }, many: { here: [12, 12], tml_add_n_s32: [44, 0] }, apart: { tml_add_n_s32: [44, 64] } },
    avr: { stack: { once: { here: [8, 10], below: [0, 0] }, many: { here: [12, 10], below: [32, 0] } }, call: [34, 102], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [94, 110] }, many: { here: [36, -16], tml_add_n_s32: [258, 0] }, apart: { tml_add_n_s32: [258, 190] } },
  },
});
