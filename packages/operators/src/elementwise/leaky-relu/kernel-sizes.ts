import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_leaky_relu_f32: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [0, 0], below: [64, 64] } }, call: [0, 44], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [48, 44] }, many: { here: [92, -4] }, apart: { tml_leaky_relu_f32: [42, 42] } },
    'cortex-m3': { stack: { once: { here: [24, 24], below: [88, 88] }, many: { here: [24, 24], below: [88, 88] } }, call: [0, 44], params: [0, 0], library: { once: [['__aeabi_fcmpgt', '__aeabi_fmul'], ['__aeabi_fcmpgt', '__aeabi_fmul']], many: [['__aeabi_fcmpgt', '__aeabi_fmul'], ['__aeabi_fcmpgt', '__aeabi_fmul']] }, once: { here: [60, 56] }, many: { here: [116, 20] }, apart: { tml_leaky_relu_f32: [60, 60] } },
    avr: { stack: { once: { here: [8, 10], below: [26, 26] }, many: { here: [12, 12], below: [48, 26] } }, call: [34, 102], params: [0, 0], library: { once: [['__gtsf2', '__mulsf3'], ['__gtsf2', '__mulsf3']], many: [['__gtsf2', '__mulsf3'], ['__gtsf2', '__mulsf3']] }, once: { here: [110, 110] }, many: { here: [36, -2], tml_leaky_relu_f32: [180, 0] }, apart: { tml_leaky_relu_f32: [180, 160] } },
  },
  tml_leaky_relu_s16: {
    'cortex-m4f': { stack: { once: { here: [24, 16], below: [72, 64] }, many: { here: [8, 16], below: [120, 64] } }, call: [16, 104], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [68, 112], tml_requantize_twice: [58, 0] }, many: { here: [12, 4], tml_leaky_relu_s16: [92, 0], tml_requantize_twice: [58, 0] }, apart: { tml_leaky_relu_s16: [92, 220], tml_requantize_twice: [58, 0] } },
    'cortex-m3': { stack: { once: { here: [24, 8], below: [72, 64] }, many: { here: [8, 8], below: [120, 64] } }, call: [16, 104], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [68, 112], tml_requantize_twice: [58, 0] }, many: { here: [12, 8], tml_leaky_relu_s16: [92, 0], tml_requantize_twice: [58, 0] }, apart: { tml_leaky_relu_s16: [92, 216], tml_requantize_twice: [58, 0] } },
    avr: { stack: { once: { here: [14, 16], below: [26, 26] }, many: { here: [24, 16], below: [78, 26] } }, call: [34, 280], params: [0, 0], library: { once: [['__ashrdi3', '__muldi3'], ['__ashrdi3', '__muldi3']], many: [['__ashrdi3', '__mulsidi3'], ['__ashrdi3', '__muldi3']] }, once: { here: [318, 342] }, many: { here: [36, 72], tml_leaky_relu_s16: [782, 0] }, apart: { tml_leaky_relu_s16: [782, 782] } },
  },
});
