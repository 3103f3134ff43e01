import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_unique_f32: {
    'cortex-m4f': { stack: { once: { here: [24, 24], below: [80, 80] }, many: { here: [16, 24], below: [112, 80] } }, call: [28, 144], params: [0, 0], library: { once: [['memset'], ['memset']], many: [['memset'], ['memset']] }, once: { here: [108, 140] }, many: { here: [8, -4], tml_unique_f32: [120, 0] }, apart: { tml_unique_f32: [120, 142] } },
    'cortex-m3': { stack: { once: { here: [40, 40], below: [88, 88] }, many: { here: [16, 40], below: [136, 88] } }, call: [28, 136], params: [0, 0], library: { once: [['__aeabi_fcmpeq', 'memset'], ['__aeabi_fcmpeq', 'memset']], many: [['__aeabi_fcmpeq', 'memset'], ['__aeabi_fcmpeq', 'memset']] }, once: { here: [108, 148] }, many: { here: [8, 20], tml_unique_f32: [112, 0] }, apart: { tml_unique_f32: [112, 176] } },
    avr: { stack: { once: { here: [16, 24], below: [26, 26] }, many: { here: [14, 24], below: [64, 26] } }, call: [42, 368], params: [0, 0], library: { once: [['__nesf2'], ['__nesf2']], many: [['__nesf2', 'memset'], ['__nesf2']] }, once: { here: [268, 456] }, many: { here: [44, 88], tml_unique_f32: [466, 0] }, apart: { tml_unique_f32: [466, 612] } },
  },
  tml_unique_s16: {
    'cortex-m4f': { stack: { once: { here: [24, 24], below: [80, 80] }, many: { here: [16, 24], below: [120, 80] } }, call: [28, 144], params: [0, 0], library: { once: [['memset'], ['memset']], many: [['memset'], ['memset']] }, once: { here: [100, 136] }, many: { here: [8, -16], tml_unique_s16: [104, 0] }, apart: { tml_unique_s16: [104, 134] } },
    'cortex-m3': { stack: { once: { here: [24, 24], below: [80, 80] }, many: { here: [16, 24], below: [120, 80] } }, call: [28, 140], params: [0, 0], library: { once: [['memset'], ['memset']], many: [['memset'], ['memset']] }, once: { here: [100, 132] }, many: { here: [8, -12], tml_unique_s16: [104, 0] }, apart: { tml_unique_s16: [104, 134] } },
    avr: { stack: { once: { here: [10, 13], below: [0, 0] }, many: { here: [14, 13], below: [52, 0] } }, call: [42, 286], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [220, 330] }, many: { here: [44, 44], tml_unique_s16: [390, 0] }, apart: { tml_unique_s16: [390, 474] } },
  },
  tml_unique_s32: {
    'cortex-m4f': { stack: { once: { here: [24, 24], below: [80, 80] }, many: { here: [16, 24], below: [112, 80] } }, call: [28, 144], params: [0, 0], library: { once: [['memset'], ['memset']], many: [['memset'], ['memset']] }, once: { here: [96, 136] }, many: { here: [8, -24], tml_unique_s32: [104, 0] }, apart: { tml_unique_s32: [104, 134] } },
    'cortex-m3': { stack: { once: { here: [24, 24], below: [80, 80] }, many: { here: [16, 24], below: [112, 80] } }, call: [28, 132], params: [0, 0], library: { once: [['memset'], ['memset']], many: [['memset'], ['memset']] }, once: { here: [100, 132] }, many: { here: [8, -4], tml_unique_s32: [104, 0] }, apart: { tml_unique_s32: [104, 134] } },
    avr: { stack: { once: { here: [14, 18], below: [0, 0] }, many: { here: [14, 18], below: [62, 0] } }, call: [42, 328], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [252, 392] }, many: { here: [44, 64], tml_unique_s32: [460, 0] }, apart: { tml_unique_s32: [460, 548] } },
  },
  tml_unique_s64: {
    'cortex-m4f': { stack: { once: { here: [24, 32], below: [80, 80] }, many: { here: [16, 32], below: [120, 80] } }, call: [28, 140], params: [0, 0], library: { once: [['memset'], ['memset']], many: [['memset'], ['memset']] }, once: { here: [112, 144] }, many: { here: [8, 0], tml_unique_s64: [130, 0] }, apart: { tml_unique_s64: [130, 152] } },
    'cortex-m3': { stack: { once: { here: [24, 32], below: [80, 80] }, many: { here: [16, 32], below: [128, 80] } }, call: [28, 140], params: [0, 0], library: { once: [['memset'], ['memset']], many: [['memset'], ['memset']] }, once: { here: [112, 148] }, many: { here: [8, 0], tml_unique_s64: [140, 0] }, apart: { tml_unique_s64: [140, 150] } },
    avr: { stack: { once: { here: [20, 32], below: [26, 26] }, many: { here: [14, 32], below: [68, 26] } }, call: [42, 546], params: [0, 0], library: { once: [['__cmpdi2'], ['__cmpdi2']], many: [['__cmpdi2', 'memset'], ['__cmpdi2']] }, once: { here: [404, 648] }, many: { here: [44, 102], tml_unique_s64: [600, 0] }, apart: { tml_unique_s64: [600, 758] } },
  },
  tml_unique_s8: {
    'cortex-m4f': { stack: { once: { here: [24, 24], below: [80, 80] }, many: { here: [16, 24], below: [120, 80] } }, call: [28, 132], params: [0, 0], library: { once: [['memset'], ['memset']], many: [['memset'], ['memset']] }, once: { here: [104, 124] }, many: { here: [8, -16], tml_unique_s8: [98, 0] }, apart: { tml_unique_s8: [98, 132] } },
    'cortex-m3': { stack: { once: { here: [24, 24], below: [80, 80] }, many: { here: [16, 24], below: [120, 80] } }, call: [28, 132], params: [0, 0], library: { once: [['memset'], ['memset']], many: [['memset'], ['memset']] }, once: { here: [104, 124] }, many: { here: [8, -16], tml_unique_s8: [98, 0] }, apart: { tml_unique_s8: [98, 132] } },
    avr: { stack: { once: { here: [8, 13], below: [0, 0] }, many: { here: [14, 13], below: [51, 0] } }, call: [42, 270], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [196, 320] }, many: { here: [44, 50], tml_unique_s8: [382, 0] }, apart: { tml_unique_s8: [382, 472] } },
  },
  tml_unique_u8: {
    'cortex-m4f': { stack: { once: { here: [24, 24], below: [80, 80] }, many: { here: [16, 24], below: [120, 80] } }, call: [28, 124], params: [0, 0], library: { once: [['memset'], ['memset']], many: [['memset'], ['memset']] }, once: { here: [104, 124] }, many: { here: [8, 0], tml_unique_u8: [98, 0] }, apart: { tml_unique_u8: [98, 130] } },
    'cortex-m3': { stack: { once: { here: [24, 24], below: [80, 80] }, many: { here: [16, 24], below: [120, 80] } }, call: [28, 124], params: [0, 0], library: { once: [['memset'], ['memset']], many: [['memset'], ['memset']] }, once: { here: [104, 124] }, many: { here: [8, 0], tml_unique_u8: [98, 0] }, apart: { tml_unique_u8: [98, 128] } },
    avr: { stack: { once: { here: [8, 13], below: [0, 0] }, many: { here: [14, 13], below: [51, 0] } }, call: [42, 270], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [196, 320] }, many: { here: [44, 50], tml_unique_u8: [382, 0] }, apart: { tml_unique_u8: [382, 472] } },
  },
});
