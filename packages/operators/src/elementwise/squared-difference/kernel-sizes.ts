import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_squared_difference_f32: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [152, 64] } }, call: [20, 32], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [40, 36] }, many: { here: [12, 8], tml_squared_difference_f32: [162, 0] }, apart: { tml_squared_difference_f32: [162, 200] } },
    'cortex-m3': { stack: { once: { here: [16, 16], below: [88, 88] }, many: { here: [8, 16], below: [176, 88] } }, call: [20, 32], params: [0, 0], library: { once: [['__aeabi_fmul', '__aeabi_fsub'], ['__aeabi_fmul', '__aeabi_fsub']], many: [['__aeabi_fmul', '__aeabi_fsub', 'memset'], ['__aeabi_fmul', '__aeabi_fsub']] }, once: { here: [44, 40] }, many: { here: [12, 8], tml_squared_difference_f32: [172, 0] }, apart: { tml_squared_difference_f32: [172, 202] } },
    avr: { stack: { once: { here: [6, 8], below: [26, 26] }, many: { here: [22, 10], below: [92, 26] } }, call: [38, 82], params: [0, 0], library: { once: [['__mulsf3', '__subsf3'], ['__mulsf3', '__subsf3']], many: [['__mulsf3', '__subsf3'], ['__mulsf3', '__subsf3']] }, once: { here: [78, 92] }, many: { here: [36, 10], tml_squared_difference_f32: [572, 0] }, apart: { tml_squared_difference_f32: [572, 660] } },
  },
  tml_squared_difference_s32: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [152, 64] } }, call: [20, 28], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [36, 32] }, many: { here: [12, 8], tml_squared_difference_s32: [160, 0] }, apart: { tml_squared_difference_s32: [160, 208] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [152, 64] } }, call: [20, 28], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [36, 32] }, many: { here: [12, 8], tml_squared_difference_s32: [160, 0] }, apart: { tml_squared_difference_s32: [160, 194] } },
    avr: { stack: { once: { here: [6, 12], below: [26, 26] }, many: { here: [22, 14], below: [92, 26] } }, call: [38, 86], params: [0, 0], library: { once: [['__mulsi3'], ['__mulsi3']], many: [['__mulsi3'], ['__mulsi3']] }, once: { here: [90, 116] }, many: { here: [36, 40], tml_squared_difference_s32: [592, 0] }, apart: { tml_squared_difference_s32: [592, 652] } },
  },
  tml_squared_difference_s8: {
    'cortex-m4f': { stack: { once: { here: [24, 24], below: [72, 64] }, many: { here: [8, 8], below: [208, 232] } }, call: [20, 20], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [104, 160], tml_requantize_twice: [58, 0] }, many: { here: [12, 12], tml_requantize_twice: [58, 0], tml_squared_difference_s8: [254, 518] }, apart: { tml_requantize_twice: [58, 0], tml_squared_difference_s8: [254, 518] } },
    'cortex-m3': { stack: { once: { here: [24, 24], below: [72, 64] }, many: { here: [8, 8], below: [208, 232] } }, call: [20, 20], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [104, 160], tml_requantize_twice: [58, 0] }, many: { here: [12, 12], tml_requantize_twice: [58, 0], tml_squared_difference_s8: [254, 532] }, apart: { tml_requantize_twice: [58, 0], tml_squared_difference_s8: [254, 532] } },
    avr: { stack: { once: { here: [14, 16], below: [44, 26] }, many: { here: [58, 16], below: [154, 26] } }, call: [38, 580], params: [0, 0], library: { once: [['__ashrdi3', '__mulsi3', '__mulsidi3'], ['__ashrdi3', '__mulsi3', '__mulsidi3']], many: [['__ashrdi3', '__mulsi3', '__mulsidi3'], ['__ashrdi3', '__mulsi3', '__mulsidi3']] }, once: { here: [292, 634], tml_requantize_twice: [268, 0] }, many: { here: [36, 54], tml_requantize_twice: [268, 0], tml_squared_difference_s8: [1020, 0] }, apart: { tml_requantize_twice: [268, 0], tml_squared_difference_s8: [1020, 1978] } },
  },
});
