import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_square_f32: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [0, 0], below: [64, 64] } }, call: [0, 24], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [32, 28] }, many: { here: [64, 8] }, apart: { tml_square_f32: [26, 28] } },
    'cortex-m3': { stack: { once: { here: [16, 16], below: [88, 88] }, many: { here: [16, 16], below: [88, 88] } }, call: [0, 24], params: [0, 0], library: { once: [['__aeabi_fmul'], ['__aeabi_fmul']], many: [['__aeabi_fmul'], ['__aeabi_fmul']] }, once: { here: [36, 32] }, many: { here: [68, 12] }, apart: { tml_square_f32: [34, 36] } },
    avr: { stack: { once: { here: [6, 6], below: [26, 26] }, many: { here: [6, 6], below: [26, 26] } }, call: [18, 68], params: [0, 0], library: { once: [['__mulsf3'], ['__mulsf3']], many: [['__mulsf3'], ['__mulsf3']] }, once: { here: [60, 60] }, many: { here: [68, -32] }, apart: { tml_square_f32: [120, 98] } },
  },
});
