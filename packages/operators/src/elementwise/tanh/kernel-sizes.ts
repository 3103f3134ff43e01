import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_tanh_f32: {
    'cortex-m4f': { stack: { once: { here: [16, 16], below: [128, 128] }, many: { here: [8, 16], below: [152, 128] } }, call: [16, 24], params: [0, 0], library: { once: [['tanhf'], ['tanhf']], many: [['tanhf'], ['tanhf']] }, once: { here: [36, 32] }, many: { here: [8, 12], tml_tanh_f32: [32, 0] }, apart: { tml_tanh_f32: [32, 34] } },
    'cortex-m3': { stack: { once: { here: [16, 16], below: [128, 128] }, many: { here: [8, 16], below: [152, 128] } }, call: [16, 20], params: [0, 0], library: { once: [['tanhf'], ['tanhf']], many: [['tanhf'], ['tanhf']] }, once: { here: [32, 28] }, many: { here: [8, 16], tml_tanh_f32: [32, 0] }, apart: { tml_tanh_f32: [32, 34] } },
    avr: { stack: { once: { here: [4, 6], below: [66, 66] }, many: { here: [12, 6], below: [76, 66] } }, call: [24, 64], params: [0, 0], library: { once: [['tanh'], ['tanh']], many: [['tanh'], ['tanh']] }, once: { here: [46, 56] }, many: { here: [50, -32], tml_tanh_f32: [66, 0] }, apart: { tml_tanh_f32: [116, 94] } },
  },
  tml_tanh_s16: {
    'cortex-m4f': { stack: { once: { here: [36, 36], below: [64, 64] }, many: { here: [8, 36], below: [112, 64] } }, call: [16, 144], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [168, 164] }, many: { here: [12, 12], tml_tanh_s16: [172, 0] }, apart: { tml_tanh_s16: [172, 168] } },
    'cortex-m3': { stack: { once: { here: [36, 36], below: [64, 64] }, many: { here: [8, 36], below: [112, 64] } }, call: [16, 140], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [168, 160] }, many: { here: [12, 20], tml_tanh_s16: [176, 0] }, apart: { tml_tanh_s16: [176, 168] } },
    avr: { stack: { once: { here: [18, 20], below: [26, 26] }, many: { here: [18, 20], below: [63, 26] } }, call: [34, 296], params: [0, 0], library: { once: [['__mulshisi3', '__muluhisi3'], ['__mulshisi3', '__muluhisi3']], many: [['__mulshisi3', '__muluhisi3'], ['__mulshisi3', '__muluhisi3']] }, once: { here: [340, 366] }, many: { here: [36, 72], tml_tanh_s16: [536, 0] }, apart: { tml_tanh_s16: [536, 548] } },
  },
});
