import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_batch_normalization_f32: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [88, 64] } }, call: [16, 44], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [48, 44] }, many: { here: [12, -4], tml_batch_normalization_f32: [92, 0] }, apart: { tml_batch_normalization_f32: [92, 96] } },
    'cortex-m3': { stack: { once: { here: [24, 24], below: [88, 88] }, many: { here: [8, 24], below: [120, 88] } }, call: [16, 48], params: [0, 0], library: { once: [['__aeabi_fadd', '__aeabi_fmul', '__aeabi_fsub'], ['__aeabi_fadd', '__aeabi_fmul', '__aeabi_fsub']], many: [['__aeabi_fadd', '__aeabi_fmul', '__aeabi_fsub'], ['__aeabi_fadd', '__aeabi_fmul', '__aeabi_fsub']] }, once: { here: [52, 52] }, many: { here: [12, 8], tml_batch_normalization_f32: [92, 0] }, apart: { tml_batch_normalization_f32: [92, 156] } },
    avr: { stack: { once: { here: [14, 14], below: [26, 26] }, many: { here: [18, 14], below: [60, 26] } }, call: [34, 90], params: [0, 0], library: { once: [['__addsf3', '__mulsf3', '__subsf3'], ['__addsf3', '__mulsf3', '__subsf3']], many: [['__addsf3', '__mulsf3', '__subsf3'], ['__addsf3', '__mulsf3', '__subsf3']] }, once: { here: [134, 138] }, many: { here: [36, 42], tml_batch_normalization_f32: [378, 0] }, apart: { tml_batch_normalization_f32: [378, 426] } },
  },
});
