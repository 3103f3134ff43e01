import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_not_equal_bool: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [152, 64] } }, call: [20, 28], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [36, 32] }, many: { here: [12, 8], tml_not_equal_bool: [148, 0] }, apart: { tml_not_equal_bool: [148, 196] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [152, 64] } }, call: [20, 28], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [36, 32] }, many: { here: [12, 8], tml_not_equal_bool: [148, 0] }, apart: { tml_not_equal_bool: [148, 184] } },
    avr: { stack: { once: { here: [4, 4], below: [0, 0] }, many: { here: [22, 4], below: [62, 0] } }, call: [38, 46], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [46, 54] }, many: { here: [36, 8], tml_not_equal_bool: [484, 0] }, apart: { tml_not_equal_bool: [484, 554] } },
  },
  tml_not_equal_f32: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [144, 64] } }, call: [20, 40], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [52, 48] }, many: { here: [12, 12], tml_not_equal_f32: [162, 0] }, apart: { tml_not_equal_f32: [162, 204] } },
    'cortex-m3': { stack: { once: { here: [16, 16], below: [88, 88] }, many: { here: [8, 16], below: [168, 88] } }, call: [20, 36], params: [0, 0], library: { once: [['__aeabi_fcmpeq'], ['__aeabi_fcmpeq']], many: [['__aeabi_fcmpeq', 'memset'], ['__aeabi_fcmpeq']] }, once: { here: [48, 44] }, many: { here: [12, 12], tml_not_equal_f32: [160, 0] }, apart: { tml_not_equal_f32: [160, 196] } },
    avr: { stack: { once: { here: [7, 9], below: [26, 26] }, many: { here: [22, 9], below: [91, 26] } }, call: [38, 106], params: [0, 0], library: { once: [['__nesf2'], ['__nesf2']], many: [['__nesf2'], ['__nesf2']] }, once: { here: [78, 94] }, many: { here: [36, -52], tml_not_equal_f32: [578, 0] }, apart: { tml_not_equal_f32: [578, 652] } },
  },
  tml_not_equal_s16: {
    'cortex-m4f': { stack: { once: { here: [8, 0], below: [64, 64] }, many: { here: [8, 0], below: [152, 64] } }, call: [20, 32], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [44, 40] }, many: { here: [12, 4], tml_not_equal_s16: [158, 0] }, apart: { tml_not_equal_s16: [158, 198] } },
    'cortex-m3': { stack: { once: { here: [8, 0], below: [64, 64] }, many: { here: [8, 0], below: [152, 64] } }, call: [20, 32], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [44, 40] }, many: { here: [12, 4], tml_not_equal_s16: [158, 0] }, apart: { tml_not_equal_s16: [158, 184] } },
    avr: { stack: { once: { here: [4, 4], below: [0, 0] }, many: { here: [22, 6], below: [60, 0] } }, call: [38, 60], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [50, 60] }, many: { here: [36, 12], tml_not_equal_s16: [518, 0] }, apart: { tml_not_equal_s16: [518, 586] } },
  },
  tml_not_equal_s32: {
    'cortex-m4f': { stack: { once: { here: [8, 0], below: [64, 64] }, many: { here: [8, 4], below: [144, 64] } }, call: [20, 32], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [44, 40] }, many: { here: [12, 16], tml_not_equal_s32: [144, 0] }, apart: { tml_not_equal_s32: [144, 200] } },
    'cortex-m3': { stack: { once: { here: [8, 0], below: [64, 64] }, many: { here: [8, 4], below: [144, 64] } }, call: [20, 32], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [44, 40] }, many: { here: [12, 16], tml_not_equal_s32: [144, 0] }, apart: { tml_not_equal_s32: [144, 186] } },
    avr: { stack: { once: { here: [6, 6], below: [0, 0] }, many: { here: [22, 6], below: [73, 0] } }, call: [38, 120], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [70, 80] }, many: { here: [36, -96], tml_not_equal_s32: [576, 0] }, apart: { tml_not_equal_s32: [576, 646] } },
  },
  tml_not_equal_s64: {
    'cortex-m4f': { stack: { once: { here: [16, 8], below: [64, 64] }, many: { here: [8, 12], below: [152, 64] } }, call: [20, 48], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [52, 52] }, many: { here: [12, 0], tml_not_equal_s64: [168, 0] }, apart: { tml_not_equal_s64: [168, 208] } },
    'cortex-m3': { stack: { once: { here: [16, 8], below: [64, 64] }, many: { here: [8, 12], below: [152, 64] } }, call: [20, 48], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [52, 52] }, many: { here: [12, 0], tml_not_equal_s64: [168, 0] }, apart: { tml_not_equal_s64: [168, 208] } },
    avr: { stack: { once: { here: [13, 15], below: [26, 26] }, many: { here: [22, 15], below: [97, 26] } }, call: [38, 138], params: [0, 0], library: { once: [['__cmpdi2'], ['__cmpdi2']], many: [['__cmpdi2'], ['__cmpdi2']] }, once: { here: [140, 174] }, many: { here: [36, 20], tml_not_equal_s64: [644, 0] }, apart: { tml_not_equal_s64: [644, 746] } },
  },
  tml_not_equal_s8: {
    'cortex-m4f': { stack: { once: { here: [24, 20], below: [72, 64] }, many: { here: [8, 8], below: [192, 208] } }, call: [20, 20], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [76, 104], tml_requantize_twice: [58, 0] }, many: { here: [12, 12], tml_not_equal_s8: [216, 408], tml_requantize_twice: [58, 0] }, apart: { tml_not_equal_s8: [216, 408], tml_requantize_twice: [58, 0] } },
    'cortex-m3': { stack: { once: { here: [24, 20], below: [72, 64] }, many: { here: [8, 8], below: [192, 208] } }, call: [20, 20], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [76, 104], tml_requantize_twice: [58, 0] }, many: { here: [12, 12], tml_not_equal_s8: [216, 408], tml_requantize_twice: [58, 0] }, apart: { tml_not_equal_s8: [216, 408], tml_requantize_twice: [58, 0] } },
    avr: { stack: { once: { here: [12, 16], below: [26, 26] }, many: { here: [46, 16], below: [152, 26] } }, call: [38, 328], params: [0, 0], library: { once: [['__ashrdi3', '__mulsidi3'], ['__ashrdi3', '__mulsidi3']], many: [['__ashrdi3', '__mulsidi3'], ['__ashrdi3', '__mulsidi3']] }, once: { here: [322, 378] }, many: { here: [36, 42], tml_not_equal_s8: [1390, 0] }, apart: { tml_not_equal_s8: [1390, 1476] } },
  },
  tml_not_equal_stored_s16: {
    'cortex-m4f': { stack: { once: { here: [24, 20], below: [72, 64] }, many: { here: [8, 8], below: [192, 208] } }, call: [20, 20], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [84, 136], tml_requantize_twice: [58, 0] }, many: { here: [12, 12], tml_not_equal_stored_s16: [224, 420], tml_requantize_twice: [58, 0] }, apart: { tml_not_equal_stored_s16: [224, 420], tml_requantize_twice: [58, 0] } },
    'cortex-m3': { stack: { once: { here: [24, 28], below: [72, 64] }, many: { here: [8, 8], below: [192, 208] } }, call: [20, 20], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [84, 140], tml_requantize_twice: [58, 0] }, many: { here: [12, 12], tml_not_equal_stored_s16: [224, 418], tml_requantize_twice: [58, 0] }, apart: { tml_not_equal_stored_s16: [224, 418], tml_requantize_twice: [58, 0] } },
    avr: { stack: { once: { here: [18, 24], below: [26, 26] }, many: { here: [46, 20], below: [136, 26] } }, call: [38, 362], params: [0, 0], library: { once: [['__ashrdi3', '__mulsidi3'], ['__ashrdi3', '__mulsidi3']], many: [['__ashrdi3', '__mulsidi3'], ['__ashrdi3', '__mulsidi3']] }, once: { here: [404, 474] }, many: { here: [36, 88], tml_not_equal_stored_s16: [1336, 0] }, apart: { tml_not_equal_stored_s16: [1336, 1494] } },
  },
  tml_not_equal_u8: {
    'cortex-m4f': { stack: { once: { here: [24, 20], below: [72, 64] }, many: { here: [8, 8], below: [192, 208] } }, call: [20, 20], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [72, 100], tml_requantize_twice: [58, 0] }, many: { here: [12, 12], tml_not_equal_u8: [212, 406], tml_requantize_twice: [58, 0] }, apart: { tml_not_equal_u8: [212, 406], tml_requantize_twice: [58, 0] } },
    'cortex-m3': { stack: { once: { here: [24, 20], below: [72, 64] }, many: { here: [8, 8], below: [192, 208] } }, call: [20, 20], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [72, 100], tml_requantize_twice: [58, 0] }, many: { here: [12, 12], tml_not_equal_u8: [212, 404], tml_requantize_twice: [58, 0] }, apart: { tml_not_equal_u8: [212, 404], tml_requantize_twice: [58, 0] } },
    avr: { stack: { once: { here: [12, 16], below: [26, 26] }, many: { here: [46, 16], below: [152, 26] } }, call: [38, 324], params: [0, 0], library: { once: [['__ashrdi3', '__mulsidi3'], ['__ashrdi3', '__mulsidi3']], many: [['__ashrdi3', '__mulsidi3'], ['__ashrdi3', '__mulsidi3']] }, once: { here: [318, 374] }, many: { here: [36, 42], tml_not_equal_u8: [1386, 0] }, apart: { tml_not_equal_u8: [1386, 1472] } },
  },
});
