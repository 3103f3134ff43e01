import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_max_pool_2d_f32: {
    'cortex-m4f': { stack: { once: { here: [36, 48], below: [64, 64] }, many: { here: [8, 8], below: [216, 200] } }, call: [16, 16], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [200, 272] }, many: { here: [12, 12], tml_max_pool_2d_f32: [456, 532] }, apart: { tml_max_pool_2d_f32: [368, 532], tml_taps_at: [40, 0] } },
    'cortex-m3': { stack: { once: { here: [72, 80], below: [88, 88] }, many: { here: [8, 8], below: [264, 272] } }, call: [16, 16], params: [0, 0], library: { once: [['__aeabi_fcmpgt', '__aeabi_fcmplt'], ['__aeabi_fcmpgt', '__aeabi_fcmplt']], many: [['__aeabi_fcmpgt', '__aeabi_fcmplt'], ['__aeabi_fcmpgt', '__aeabi_fcmplt']] }, once: { here: [216, 288] }, many: { here: [12, 12], tml_max_pool_2d_f32: [480, 552] }, apart: { tml_max_pool_2d_f32: [388, 552], tml_taps_at: [40, 0] } },
    avr: { stack: { once: { here: [54, 52], below: [26, 26] }, many: { here: [60, 52], below: [194, 26] } }, call: [34, 580], params: [0, 0], library: { once: [['__gtsf2'], ['__ltsf2']], many: [['__gtsf2', '__ltsf2', '__mulsi3'], ['__ltsf2']] }, once: { here: [626, 684] }, many: { here: [36, 152], tml_max_pool_2d_f32: [2296, 0] }, apart: { tml_max_pool_2d_f32: [2296, 2122] } },
  },
  tml_max_pool_2d_s16: {
    'cortex-m4f': { stack: { once: { here: [36, 56], below: [64, 64] }, many: { here: [8, 8], below: [224, 216] } }, call: [16, 16], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [160, 224] }, many: { here: [12, 12], tml_max_pool_2d_s16: [440, 464] }, apart: { tml_max_pool_2d_s16: [344, 464], tml_taps_at: [40, 0] } },
    'cortex-m3': { stack: { once: { here: [36, 56], below: [64, 64] }, many: { here: [8, 8], below: [216, 216] } }, call: [16, 16], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [160, 220] }, many: { here: [12, 12], tml_max_pool_2d_s16: [440, 464] }, apart: { tml_max_pool_2d_s16: [344, 464], tml_taps_at: [40, 0] } },
    avr: { stack: { once: { here: [42, 30], below: [0, 0] }, many: { here: [60, 32], below: [192, 0] } }, call: [34, 428], params: [0, 0], library: { once: [[], []], many: [['__mulsi3'], []] }, once: { here: [532, 514] }, many: { here: [36, 78], tml_max_pool_2d_s16: [2072, 0] }, apart: { tml_max_pool_2d_s16: [2072, 1896] } },
  },
  tml_max_pool_2d_s8: {
    'cortex-m4f': { stack: { once: { here: [48, 48], below: [64, 64] }, many: { here: [8, 8], below: [216, 208] } }, call: [16, 16], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [168, 184] }, many: { here: [12, 12], tml_max_pool_2d_s8: [426, 450] }, apart: { tml_max_pool_2d_s8: [324, 450], tml_taps_at: [40, 0] } },
    'cortex-m3': { stack: { once: { here: [48, 48], below: [64, 64] }, many: { here: [8, 8], below: [216, 208] } }, call: [16, 16], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [168, 184] }, many: { here: [12, 12], tml_max_pool_2d_s8: [422, 454] }, apart: { tml_max_pool_2d_s8: [324, 454], tml_taps_at: [40, 0] } },
    avr: { stack: { once: { here: [44, 42], below: [0, 0] }, many: { here: [60, 42], below: [192, 0] } }, call: [34, 488], params: [0, 0], library: { once: [[], []], many: [['__mulsi3'], []] }, once: { here: [526, 576] }, many: { here: [36, 124], tml_max_pool_2d_s8: [2094, 0] }, apart: { tml_max_pool_2d_s8: [2094, 1912] } },
  },
  tml_max_pool_2d_s8_dsp: {
    'cortex-m4f': { stack: { once: { here: [32, 56], below: [80, 64] }, many: { here: [8, 8], below: [208, 224] } }, call: [16, 16], params: [0, 0], library: { once: [['memset'], []], many: [['memset'], ['memset']] }, once: { here: [156, 184], tml_window_max: [238, 312] }, many: { here: [12, 12], tml_max_pool_2d_s8_dsp: [452, 552], tml_window_max: [238, 312] }, apart: { tml_max_pool_2d_s8_dsp: [410, 552], tml_taps_at: [40, 0], tml_window_max: [238, 312] } },
  },
  tml_max_pool_2d_s8_mve: {
    'cortex-m55': { stack: { once: { here: [64, 72], below: [160, 160] }, many: { here: [8, 8], below: [264, 272] } }, call: [16, 16], params: [0, 0], library: { once: [['memset'], []], many: [['memset'], ['memset']] }, once: { here: [132, 168], tml_window_max_mve: [82, 82] }, many: { here: [12, 12], tml_max_pool_2d_s8_mve: [440, 508], tml_window_max_mve: [82, 82] }, apart: { tml_max_pool_2d_s8_mve: [378, 508], tml_taps_at: [40, 0], tml_window_max_mve: [82, 82] } },
  },
  tml_max_pool_2d_u8: {
    'cortex-m4f': { stack: { once: { here: [36, 72], below: [64, 64] }, many: { here: [8, 8], below: [216, 208] } }, call: [16, 16], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [144, 220] }, many: { here: [12, 12], tml_max_pool_2d_u8: [422, 444] }, apart: { tml_max_pool_2d_u8: [322, 444], tml_taps_at: [40, 0] } },
    'cortex-m3': { stack: { once: { here: [36, 64], below: [64, 64] }, many: { here: [8, 8], below: [216, 208] } }, call: [16, 16], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [144, 224] }, many: { here: [12, 12], tml_max_pool_2d_u8: [418, 448] }, apart: { tml_max_pool_2d_u8: [322, 448], tml_taps_at: [40, 0] } },
    avr: { stack: { once: { here: [42, 30], below: [0, 0] }, many: { here: [60, 32], below: [192, 0] } }, call: [34, 384], params: [0, 0], library: { once: [[], []], many: [['__mulsi3'], []] }, once: { here: [512, 460] }, many: { here: [36, 72], tml_max_pool_2d_u8: [2084, 0] }, apart: { tml_max_pool_2d_u8: [2084, 1858] } },
  },
});
