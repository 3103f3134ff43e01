import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_rsqrt_f32: {
    'cortex-m4f': { stack: { once: { here: [24, 24], below: [128, 128] }, many: { here: [8, 24], below: [160, 128] } }, call: [16, 52], params: [0, 0], library: { once: [['sqrtf'], ['sqrtf']], many: [['sqrtf'], ['sqrtf']] }, once: { here: [52, 68] }, many: { here: [8, 20], tml_rsqrt_f32: [48, 0] }, apart: { tml_rsqrt_f32: [48, 78] } },
    'cortex-m3': { stack: { once: { here: [16, 16], below: [128, 128] }, many: { here: [8, 16], below: [152, 128] } }, call: [16, 32], params: [0, 0], library: { once: [['__aeabi_fdiv', 'sqrtf'], ['__aeabi_fdiv', 'sqrtf']], many: [['__aeabi_fdiv', 'sqrtf'], ['__aeabi_fdiv', 'sqrtf']] }, once: { here: [44, 40] }, many: { here: [8, 16], tml_rsqrt_f32: [48, 0] }, apart: { tml_rsqrt_f32: [48, 46] } },
    avr: { stack: { once: { here: [6, 6], below: [66, 66] }, many: { here: [12, 6], below: [76, 66] } }, call: [24, 86], params: [0, 0], library: { once: [['__divsf3', 'sqrtf'], ['__divsf3', 'sqrtf']], many: [['__divsf3', 'sqrtf'], ['__divsf3', 'sqrtf']] }, once: { here: [72, 72] }, many: { here: [50, -44], tml_rsqrt_f32: [82, 0] }, apart: { tml_rsqrt_f32: [132, 110] } },
  },
});
