import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_where_f32: {
    'cortex-m4f': { stack: { once: { here: [64, 64], below: [80, 80] }, many: { here: [8, 64], below: [152, 80] } }, call: [20, 152], params: [40, 40], library: { once: [['memset'], ['memset']], many: [['memset'], ['memset']] }, once: { here: [140, 160] }, many: { here: [12, 0], tml_where_f32: [144, 0] }, apart: { tml_where_f32: [144, 188] } },
    'cortex-m3': { stack: { once: { here: [64, 72], below: [88, 88] }, many: { here: [8, 72], below: [168, 88] } }, call: [20, 156], params: [40, 40], library: { once: [['__aeabi_fcmpeq', 'memset'], ['__aeabi_fcmpeq', 'memset']], many: [['__aeabi_fcmpeq', 'memset'], ['__aeabi_fcmpeq', 'memset']] }, once: { here: [140, 164] }, many: { here: [12, 8], tml_where_f32: [144, 0] }, apart: { tml_where_f32: [144, 210] } },
    avr: { stack: { once: { here: [102, 100], below: [26, 26] }, many: { here: [51, 102], below: [106, 26] } }, call: [68, 284], params: [0, 0], library: { once: [['__divmodsi4', '__eqsf2'], ['__divmodsi4', '__eqsf2']], many: [['__divmodsi4', '__eqsf2', 'memset'], ['__divmodsi4', '__eqsf2']] }, once: { here: [404, 386] }, many: { here: [82, 120], tml_where_f32: [474, 0] }, apart: { tml_where_f32: [524, 526] } },
  },
  tml_where_s32: {
    'cortex-m4f': { stack: { once: { here: [64, 64], below: [80, 80] }, many: { here: [8, 64], below: [152, 80] } }, call: [20, 144], params: [40, 40], library: { once: [['memset'], ['memset']], many: [['memset'], ['memset']] }, once: { here: [128, 156] }, many: { here: [12, 4], tml_where_s32: [134, 0] }, apart: { tml_where_s32: [134, 184] } },
    'cortex-m3': { stack: { once: { here: [64, 64], below: [80, 80] }, many: { here: [8, 64], below: [152, 80] } }, call: [20, 144], params: [40, 40], library: { once: [['memset'], ['memset']], many: [['memset'], ['memset']] }, once: { here: [128, 152] }, many: { here: [12, 0], tml_where_s32: [134, 0] }, apart: { tml_where_s32: [134, 196] } },
    avr: { stack: { once: { here: [102, 100], below: [26, 26] }, many: { here: [51, 102], below: [106, 26] } }, call: [68, 278], params: [0, 0], library: { once: [['__divmodsi4'], ['__divmodsi4']], many: [['__divmodsi4', 'memset'], ['__divmodsi4']] }, once: { here: [394, 380] }, many: { here: [82, 120], tml_where_s32: [468, 0] }, apart: { tml_where_s32: [522, 520] } },
  },
  tml_where_s64: {
    'cortex-m4f': { stack: { once: { here: [64, 64], below: [80, 80] }, many: { here: [8, 64], below: [152, 80] } }, call: [20, 144], params: [40, 40], library: { once: [['memset'], ['memset']], many: [['memset'], ['memset']] }, once: { here: [132, 156] }, many: { here: [12, 8], tml_where_s64: [142, 0] }, apart: { tml_where_s64: [142, 210] } },
    'cortex-m3': { stack: { once: { here: [64, 64], below: [80, 80] }, many: { here: [8, 64], below: [152, 80] } }, call: [20, 144], params: [40, 40], library: { once: [['memset'], ['memset']], many: [['memset'], ['memset']] }, once: { here: [132, 152] }, many: { here: [12, 4], tml_where_s64: [142, 0] }, apart: { tml_where_s64: [142, 198] } },
    avr: { stack: { once: { here: [102, 100], below: [26, 26] }, many: { here: [51, 102], below: [106, 26] } }, call: [68, 354], params: [0, 0], library: { once: [['__cmpdi2_s8', '__divmodsi4'], ['__cmpdi2_s8', '__divmodsi4']], many: [['__cmpdi2_s8', '__divmodsi4', 'memset'], ['__cmpdi2_s8', '__divmodsi4']] }, once: { here: [436, 422] }, many: { here: [82, 120], tml_where_s64: [522, 0] }, apart: { tml_where_s64: [566, 566] } },
  },
  tml_where_s8: {
    'cortex-m4f': { stack: { once: { here: [64, 64], below: [80, 80] }, many: { here: [8, 64], below: [152, 80] } }, call: [20, 148], params: [40, 40], library: { once: [['memset'], ['memset']], many: [['memset'], ['memset']] }, once: { here: [128, 144] }, many: { here: [12, -16], tml_where_s8: [134, 0] }, apart: { tml_where_s8: [134, 182] } },
    'cortex-m3': { stack: { once: { here: [64, 72], below: [80, 80] }, many: { here: [8, 72], below: [152, 80] } }, call: [20, 144], params: [40, 40], library: { once: [['memset'], ['memset']], many: [['memset'], ['memset']] }, once: { here: [128, 144] }, many: { here: [12, -8], tml_where_s8: [134, 0] }, apart: { tml_where_s8: [134, 172] } },
    avr: { stack: { once: { here: [102, 100], below: [26, 26] }, many: { here: [51, 102], below: [106, 26] } }, call: [68, 274], params: [0, 0], library: { once: [['__divmodsi4'], ['__divmodsi4']], many: [['__divmodsi4', 'memset'], ['__divmodsi4']] }, once: { here: [388, 368] }, many: { here: [82, 112], tml_where_s8: [458, 0] }, apart: { tml_where_s8: [508, 510] } },
  },
  tml_where_u32: {
    'cortex-m4f': { stack: { once: { here: [64, 64], below: [80, 80] }, many: { here: [8, 64], below: [152, 80] } }, call: [20, 144], params: [40, 40], library: { once: [['memset'], ['memset']], many: [['memset'], ['memset']] }, once: { here: [128, 156] }, many: { here: [12, 4], tml_where_u32: [134, 0] }, apart: { tml_where_u32: [134, 184] } },
    'cortex-m3': { stack: { once: { here: [64, 64], below: [80, 80] }, many: { here: [8, 64], below: [152, 80] } }, call: [20, 144], params: [40, 40], library: { once: [['memset'], ['memset']], many: [['memset'], ['memset']] }, once: { here: [128, 152] }, many: { here: [12, 0], tml_where_u32: [134, 0] }, apart: { tml_where_u32: [134, 196] } },
    avr: { stack: { once: { here: [102, 100], below: [26, 26] }, many: { here: [51, 102], below: [106, 26] } }, call: [68, 278], params: [0, 0], library: { once: [['__divmodsi4'], ['__divmodsi4']], many: [['__divmodsi4', 'memset'], ['__divmodsi4']] }, once: { here: [394, 380] }, many: { here: [82, 120], tml_where_u32: [468, 0] }, apart: { tml_where_u32: [522, 520] } },
  },
  tml_where_u8: {
    'cortex-m4f': { stack: { once: { here: [64, 64], below: [80, 80] }, many: { here: [8, 64], below: [152, 80] } }, call: [20, 148], params: [40, 40], library: { once: [['memset'], ['memset']], many: [['memset'], ['memset']] }, once: { here: [128, 144] }, many: { here: [12, -16], tml_where_u8: [134, 0] }, apart: { tml_where_u8: [134, 182] } },
    'cortex-m3': { stack: { once: { here: [64, 72], below: [80, 80] }, many: { here: [8, 72], below: [152, 80] } }, call: [20, 144], params: [40, 40], library: { once: [['memset'], ['memset']], many: [['memset'], ['memset']] }, once: { here: [128, 144] }, many: { here: [12, -8], tml_where_u8: [134, 0] }, apart: { tml_where_u8: [134, 172] } },
    avr: { stack: { once: { here: [102, 100], below: [26, 26] }, many: { here: [51, 102], below: [106, 26] } }, call: [68, 274], params: [0, 0], library: { once: [['__divmodsi4'], ['__divmodsi4']], many: [['__divmodsi4', 'memset'], ['__divmodsi4']] }, once: { here: [388, 368] }, many: { here: [82, 112], tml_where_u8: [458, 0] }, apart: { tml_where_u8: [508, 510] } },
  },
});
