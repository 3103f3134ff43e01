import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_exp_f32: {
    'cortex-m4f': { stack: { once: { here: [16, 16], below: [128, 128] }, many: { here: [8, 16], below: [152, 128] } }, call: [16, 24], params: [0, 0], library: { once: [['expf'], ['expf']], many: [['expf'], ['expf']] }, once: { here: [36, 32] }, many: { here: [8, 12], tml_exp_f32: [32, 0] }, apart: { tml_exp_f32: [32, 34] } },
    'cortex-m3': { stack: { once: { here: [16, 16], below: [128, 128] }, many: { here: [8, 16], below: [152, 128] } }, call: [16, 20], params: [0, 0], library: { once: [['expf'], ['expf']], many: [['expf'], ['expf']] }, once: { here: [32, 28] }, many: { here: [8, 16], tml_exp_f32: [32, 0] }, apart: { tml_exp_f32: [32, 34] } },
    avr: { stack: { once: { here: [4, 6], below: [66, 66] }, many: { here: [12, 6], below: [76, 66] } }, call: [24, 64], params: [0, 0], library: { once: [['exp'], ['exp']], many: [['exp'], ['exp']] }, once: { here: [46, 56] }, many: { here: [50, -32], tml_exp_f32: [66, 0] }, apart: { tml_exp_f32: [116, 94] } },
  },
});
