import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_equal_bool: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [152, 64] } }, call: [20, 32], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [40, 36] }, many: { here: [12, 4], tml_equal_bool: [150, 0] }, apart: { tml_equal_bool: [150, 198] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [152, 64] } }, call: [20, 32], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [36, 36] }, many: { here: [12, 8], tml_equal_bool: [150, 0] }, apart: { tml_equal_bool: [150, 186] } },
    avr: { stack: { once: { here: [4, 4], below: [0, 0] }, many: { here: [22, 4], below: [62, 0] } }, call: [38, 34], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [44, 40] }, many: { here: [36, 4], tml_equal_bool: [482, 0] }, apart: { tml_equal_bool: [482, 548] } },
  },
  tml_equal_f32: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [144, 64] } }, call: [20, 40], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [52, 48] }, many: { here: [12, 12], tml_equal_f32: [162, 0] }, apart: { tml_equal_f32: [162, 204] } },
    'cortex-m3': { stack: { once: { here: [16, 16], below: [88, 88] }, many: { here: [8, 16], below: [168, 88] } }, call: [20, 36], params: [0, 0], library: { once: [['__aeabi_fcmpeq'], ['__aeabi_fcmpeq']], many: [['__aeabi_fcmpeq', 'memset'], ['__aeabi_fcmpeq']] }, once: { here: [48, 44] }, many: { here: [12, 12], tml_equal_f32: [160, 0] }, apart: { tml_equal_f32: [160, 196] } },
    avr: { stack: { once: { here: [7, 9], below: [26, 26] }, many: { here: [22, 9], below: [91, 26] } }, call: [38, 104], params: [0, 0], library: { once: [['__eqsf2'], ['__eqsf2']], many: [['__eqsf2'], ['__eqsf2']] }, once: { here: [76, 92] }, many: { here: [36, -52], tml_equal_f32: [576, 0] }, apart: { tml_equal_f32: [576, 650] } },
  },
  tml_equal_s16: {
    'cortex-m4f': { stack: { once: { here: [8, 0], below: [64, 64] }, many: { here: [8, 0], below: [152, 64] } }, call: [20, 32], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [48, 40] }, many: { here: [12, 8], tml_equal_s16: [160, 0] }, apart: { tml_equal_s16: [160, 200] } },
    'cortex-m3': { stack: { once: { here: [8, 0], below: [64, 64] }, many: { here: [8, 0], below: [152, 64] } }, call: [20, 36], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [44, 44] }, many: { here: [12, 4], tml_equal_s16: [160, 0] }, apart: { tml_equal_s16: [160, 186] } },
    avr: { stack: { once: { here: [4, 4], below: [0, 0] }, many: { here: [22, 6], below: [60, 0] } }, call: [38, 48], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [50, 48] }, many: { here: [36, 8], tml_equal_s16: [518, 0] }, apart: { tml_equal_s16: [518, 582] } },
  },
  tml_equal_s32: {
    'cortex-m4f': { stack: { once: { here: [8, 0], below: [64, 64] }, many: { here: [8, 4], below: [144, 64] } }, call: [20, 36], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [48, 40] }, many: { here: [12, 12], tml_equal_s32: [144, 0] }, apart: { tml_equal_s32: [144, 202] } },
    'cortex-m3': { stack: { once: { here: [8, 0], below: [64, 64] }, many: { here: [8, 4], below: [144, 64] } }, call: [20, 36], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [44, 44] }, many: { here: [12, 16], tml_equal_s32: [144, 0] }, apart: { tml_equal_s32: [144, 188] } },
    avr: { stack: { once: { here: [6, 6], below: [0, 0] }, many: { here: [22, 6], below: [73, 0] } }, call: [38, 104], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [70, 68] }, many: { here: [36, -88], tml_equal_s32: [576, 0] }, apart: { tml_equal_s32: [576, 642] } },
  },
  tml_equal_s64: {
    'cortex-m4f': { stack: { once: { here: [16, 8], below: [64, 64] }, many: { here: [8, 12], below: [152, 64] } }, call: [20, 48], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [52, 52] }, many: { here: [12, 0], tml_equal_s64: [168, 0] }, apart: { tml_equal_s64: [168, 204] } },
    'cortex-m3': { stack: { once: { here: [16, 8], below: [64, 64] }, many: { here: [8, 12], below: [152, 64] } }, call: [20, 48], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [52, 52] }, many: { here: [12, 0], tml_equal_s64: [168, 0] }, apart: { tml_equal_s64: [168, 204] } },
    avr: { stack: { once: { here: [13, 15], below: [26, 26] }, many: { here: [22, 15], below: [97, 26] } }, call: [38, 126], params: [0, 0], library: { once: [['__cmpdi2'], ['__cmpdi2']], many: [['__cmpdi2'], ['__cmpdi2']] }, once: { here: [140, 158] }, many: { here: [36, 12], tml_equal_s64: [644, 0] }, apart: { tml_equal_s64: [644, 740] } },
  },
  tml_equal_s8: {
    'cortex-m4f': { stack: { once: { here: [24, 20], below: [72, 64] }, many: { here: [8, 8], below: [192, 208] } }, call: [20, 20], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [76, 104], tml_requantize_twice: [58, 0] }, many: { here: [12, 12], tml_equal_s8: [216, 410], tml_requantize_twice: [58, 0] }, apart: { tml_equal_s8: [216, 410], tml_requantize_twice: [58, 0] } },
    'cortex-m3': { stack: { once: { here: [24, 20], below: [72, 64] }, many: { here: [8, 8], below: [192, 208] } }, call: [20, 20], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [76, 104], tml_requantize_twice: [58, 0] }, many: { here: [12, 12], tml_equal_s8: [216, 410], tml_requantize_twice: [58, 0] }, apart: { tml_equal_s8: [216, 410], tml_requantize_twice: [58, 0] } },
    avr: { stack: { once: { here: [12, 16], below: [26, 26] }, many: { here: [46, 16], below: [152, 26] } }, call: [38, 314], params: [0, 0], library: { once: [['__ashrdi3', '__mulsidi3'], ['__ashrdi3', '__mulsidi3']], many: [['__ashrdi3', '__mulsidi3'], ['__ashrdi3', '__mulsidi3']] }, once: { here: [322, 364] }, many: { here: [36, 38], tml_equal_s8: [1390, 0] }, apart: { tml_equal_s8: [1390, 1470] } },
  },
  tml_equal_stored_s16: {
    'cortex-m4f': { stack: { once: { here: [24, 20], below: [72, 64] }, many: { here: [8, 8], below: [192, 208] } }, call: [20, 20], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [84, 136], tml_requantize_twice: [58, 0] }, many: { here: [12, 12], tml_equal_stored_s16: [224, 422], tml_requantize_twice: [58, 0] }, apart: { tml_equal_stored_s16: [224, 422], tml_requantize_twice: [58, 0] } },
    'cortex-m3': { stack: { once: { here: [24, 28], below: [72, 64] }, many: { here: [8, 8], below: [192, 208] } }, call: [20, 20], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [84, 140], tml_requantize_twice: [58, 0] }, many: { here: [12, 12], tml_equal_stored_s16: [224, 420], tml_requantize_twice: [58, 0] }, apart: { tml_equal_stored_s16: [224, 420], tml_requantize_twice: [58, 0] } },
    avr: { stack: { once: { here: [18, 24], below: [26, 26] }, many: { here: [46, 20], below: [136, 26] } }, call: [38, 342], params: [0, 0], library: { once: [['__ashrdi3', '__mulsidi3'], ['__ashrdi3', '__mulsidi3']], many: [['__ashrdi3', '__mulsidi3'], ['__ashrdi3', '__mulsidi3']] }, once: { here: [404, 456] }, many: { here: [36, 88], tml_equal_stored_s16: [1336, 0] }, apart: { tml_equal_stored_s16: [1336, 1488] } },
  },
  tml_equal_u8: {
    'cortex-m4f': { stack: { once: { here: [24, 20], below: [72, 64] }, many: { here: [8, 8], below: [192, 208] } }, call: [20, 20], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [76, 104], tml_requantize_twice: [58, 0] }, many: { here: [12, 12], tml_equal_u8: [212, 408], tml_requantize_twice: [58, 0] }, apart: { tml_equal_u8: [212, 408], tml_requantize_twice: [58, 0] } },
    'cortex-m3': { stack: { once: { here: [24, 20], below: [72, 64] }, many: { here: [8, 8], below: [192, 208] } }, call: [20, 20], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [76, 104], tml_requantize_twice: [58, 0] }, many: { here: [12, 12], tml_equal_u8: [212, 406], tml_requantize_twice: [58, 0] }, apart: { tml_equal_u8: [212, 406], tml_requantize_twice: [58, 0] } },
    avr: { stack: { once: { here: [12, 16], below: [26, 26] }, many: { here: [46, 16], below: [152, 26] } }, call: [38, 310], params: [0, 0], library: { once: [['__ashrdi3', '__mulsidi3'], ['__ashrdi3', '__mulsidi3']], many: [['__ashrdi3', '__mulsidi3'], ['__ashrdi3', '__mulsidi3']] }, once: { here: [318, 360] }, many: { here: [36, 38], tml_equal_u8: [1386, 0] }, apart: { tml_equal_u8: [1386, 1466] } },
  },
});
