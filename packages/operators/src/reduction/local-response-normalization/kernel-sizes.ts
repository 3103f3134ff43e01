import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_local_response_normalization_f32: {
    'cortex-m4f': { stack: { once: { here: [8, 0], below: [64, 64] }, many: { here: [8, 0], below: [192, 64] } }, call: [16, 72], params: [0, 0], library: { once: [[], []], many: [['powf'], []] }, once: { here: [80, 72] }, many: { here: [12, -4], tml_local_response_normalization_f32: [168, 0] }, apart: { tml_local_response_normalization_f32: [168, 196] } },
    'cortex-m3': { stack: { once: { here: [40, 40], below: [88, 88] }, many: { here: [8, 40], below: [192, 88] } }, call: [16, 88], params: [0, 0], library: { once: [['__aeabi_fadd', '__aeabi_fdiv', '__aeabi_fmul'], ['__aeabi_fadd', '__aeabi_fdiv', '__aeabi_fmul']], many: [['__aeabi_fadd', '__aeabi_fmul', 'powf'], ['__aeabi_fadd', '__aeabi_fdiv', '__aeabi_fmul']] }, once: { here: [104, 96] }, many: { here: [12, 16], tml_local_response_normalization_f32: [184, 0] }, apart: { tml_local_response_normalization_f32: [184, 228] } },
    avr: { stack: { once: { here: [18, 18], below: [26, 26] }, many: { here: [28, 18], below: [128, 26] } }, call: [34, 144], params: [0, 0], library: { once: [['__addsf3', '__divsf3', '__mulsf3'], ['__addsf3', '__divsf3', '__mulsf3']], many: [['__addsf3', '__mulsf3', 'pow'], ['__addsf3', '__divsf3', '__mulsf3']] }, once: { here: [248, 216] }, many: { here: [36, 74], tml_local_response_normalization_f32: [622, 0] }, apart: { tml_local_response_normalization_f32: [622, 736] } },
  },
});
