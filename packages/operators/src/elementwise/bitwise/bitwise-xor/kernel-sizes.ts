import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_bitwise_xor_s16: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [152, 64] } }, call: [20, 24], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [32, 28] }, many: { here: [12, 4], tml_bitwise_xor_s16: [156, 0] }, apart: { tml_bitwise_xor_s16: [156, 208] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [152, 64] } }, call: [20, 24], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [32, 28] }, many: { here: [12, 4], tml_bitwise_xor_s16: [160, 0] }, apart: { tml_bitwise_xor_s16: [160, 186] } },
    avr: { stack: { once: { here: [4, 4], below: [0, 0] }, many: { here: [22, 4], below: [60, 0] } }, call: [38, 44], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [48, 44] }, many: { here: [36, 0], tml_bitwise_xor_s16: [534, 0] }, apart: { tml_bitwise_xor_s16: [534, 578] } },
  },
  tml_bitwise_xor_s32: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [152, 64] } }, call: [20, 24], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [32, 28] }, many: { here: [12, 8], tml_bitwise_xor_s32: [148, 0] }, apart: { tml_bitwise_xor_s32: [148, 204] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [152, 64] } }, call: [20, 24], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [32, 28] }, many: { here: [12, 8], tml_bitwise_xor_s32: [148, 0] }, apart: { tml_bitwise_xor_s32: [148, 190] } },
    avr: { stack: { once: { here: [6, 6], below: [0, 0] }, many: { here: [22, 6], below: [72, 0] } }, call: [38, 80], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [76, 76] }, many: { here: [36, -24], tml_bitwise_xor_s32: [588, 0] }, apart: { tml_bitwise_xor_s32: [588, 650] } },
  },
  tml_bitwise_xor_s8: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [152, 64] } }, call: [20, 24], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [32, 28] }, many: { here: [12, 8], tml_bitwise_xor_s8: [142, 0] }, apart: { tml_bitwise_xor_s8: [142, 192] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [152, 64] } }, call: [20, 24], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [32, 28] }, many: { here: [12, 8], tml_bitwise_xor_s8: [142, 0] }, apart: { tml_bitwise_xor_s8: [142, 180] } },
    avr: { stack: { once: { here: [4, 4], below: [0, 0] }, many: { here: [22, 4], below: [62, 0] } }, call: [38, 32], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [40, 36] }, many: { here: [36, 0], tml_bitwise_xor_s8: [476, 0] }, apart: { tml_bitwise_xor_s8: [476, 562] } },
  },
  tml_bitwise_xor_u8: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [152, 64] } }, call: [20, 24], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [32, 28] }, many: { here: [12, 8], tml_bitwise_xor_u8: [142, 0] }, apart: { tml_bitwise_xor_u8: [142, 192] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [152, 64] } }, call: [20, 24], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [32, 28] }, many: { here: [12, 8], tml_bitwise_xor_u8: [142, 0] }, apart: { tml_bitwise_xor_u8: [142, 180] } },
    avr: { stack: { once: { here: [4, 4], below: [0, 0] }, many: { here: [22, 4], below: [62, 0] } }, call: [38, 32], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [40, 36] }, many: { here: [36, 0], tml_bitwise_xor_u8: [476, 0] }, apart: { tml_bitwise_xor_u8: [476, 562] } },
  },
});
