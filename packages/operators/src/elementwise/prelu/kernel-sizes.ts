import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_prelu_f32: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [152, 64] } }, call: [20, 36], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [48, 44] }, many: { here: [12, 12], tml_prelu_f32: [168, 0] }, apart: { tml_prelu_f32: [168, 206] } },
    'cortex-m3': { stack: { once: { here: [24, 24], below: [88, 88] }, many: { here: [8, 24], below: [184, 88] } }, call: [20, 48], params: [0, 0], library: { once: [['__aeabi_fcmpge', '__aeabi_fmul'], ['__aeabi_fcmpge', '__aeabi_fmul']], many: [['__aeabi_fcmpge', '__aeabi_fmul', 'memset'], ['__aeabi_fcmpge', '__aeabi_fmul']] }, once: { here: [60, 48] }, many: { here: [12, -4], tml_prelu_f32: [186, 0] }, apart: { tml_prelu_f32: [186, 222] } },
    avr: { stack: { once: { here: [12, 16], below: [26, 26] }, many: { here: [22, 16], below: [100, 26] } }, call: [38, 142], params: [0, 0], library: { once: [['__gesf2', '__mulsf3'], ['__gesf2', '__mulsf3']], many: [['__gesf2', '__mulsf3'], ['__gesf2', '__mulsf3']] }, once: { here: [136, 150] }, many: { here: [36, -40], tml_prelu_f32: [650, 0] }, apart: { tml_prelu_f32: [650, 746] } },
  },
  tml_prelu_s8: {
    'cortex-m4f': { stack: { once: { here: [16, 12], below: [72, 64] }, many: { here: [8, 8], below: [192, 216] } }, call: [20, 20], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [64, 64], tml_requantize_twice: [58, 0] }, many: { here: [12, 12], tml_prelu_s8: [226, 408], tml_requantize_twice: [58, 0] }, apart: { tml_prelu_s8: [226, 408], tml_requantize_twice: [58, 0] } },
    'cortex-m3': { stack: { once: { here: [16, 12], below: [72, 64] }, many: { here: [8, 8], below: [192, 208] } }, call: [20, 20], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [60, 64], tml_requantize_twice: [58, 0] }, many: { here: [12, 12], tml_prelu_s8: [226, 432], tml_requantize_twice: [58, 0] }, apart: { tml_prelu_s8: [226, 432], tml_requantize_twice: [58, 0] } },
    avr: { stack: { once: { here: [8, 10], below: [26, 26] }, many: { here: [50, 10], below: [148, 26] } }, call: [38, 174], params: [0, 0], library: { once: [['__ashrdi3', '__mulsidi3'], ['__ashrdi3', '__mulsidi3']], many: [['__ashrdi3', '__mulsi3', '__mulsidi3'], ['__ashrdi3', '__mulsidi3']] }, once: { here: [192, 206] }, many: { here: [36, 26], tml_prelu_s8: [1372, 0] }, apart: { tml_prelu_s8: [1372, 1480] } },
  },
  tml_prelu_u8: {
    'cortex-m4f': { stack: { once: { here: [16, 8], below: [72, 80] }, many: { here: [8, 8], below: [192, 216] } }, call: [20, 20], params: [0, 0], library: { once: [[], ['memset']], many: [['memset'], []] }, once: { here: [48, 20], tml_requantize_twice: [58, 0] }, many: { here: [12, 12], tml_prelu_u8: [212, 392], tml_requantize_twice: [58, 0] }, apart: { tml_prelu_u8: [212, 392], tml_requantize_twice: [58, 0] } },
    'cortex-m3': { stack: { once: { here: [16, 8], below: [72, 80] }, many: { here: [8, 8], below: [192, 208] } }, call: [20, 20], params: [0, 0], library: { once: [[], ['memset']], many: [['memset'], []] }, once: { here: [48, 20], tml_requantize_twice: [58, 0] }, many: { here: [12, 12], tml_prelu_u8: [212, 414], tml_requantize_twice: [58, 0] }, apart: { tml_prelu_u8: [212, 414], tml_requantize_twice: [58, 0] } },
    avr: { stack: { once: { here: [2, 2], below: [0, 0] }, many: { here: [50, 2], below: [148, 0] } }, call: [38, 14], params: [0, 0], library: { once: [[], []], many: [['__ashrdi3', '__mulsi3', '__mulsidi3'], []] }, once: { here: [14, 14] }, many: { here: [36, 0], tml_prelu_u8: [1358, 0] }, apart: { tml_prelu_u8: [1358, 1470] } },
  },
});
