import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_sign_f32: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [64, 64] } }, call: [12, 72], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [72, 76] }, many: { here: [12, 8], tml_sign_f32: [64, 0] }, apart: { tml_sign_f32: [68, 80] } },
    'cortex-m3': { stack: { once: { here: [32, 32], below: [88, 88] }, many: { here: [8, 32], below: [128, 88] } }, call: [16, 84], params: [0, 0], library: { once: [['__aeabi_fcmpeq', '__aeabi_fcmpgt', '__aeabi_fcmplt'], ['__aeabi_fcmpeq', '__aeabi_fcmpgt', '__aeabi_fcmplt']], many: [['__aeabi_fcmpeq', '__aeabi_fcmpgt', '__aeabi_fcmplt'], ['__aeabi_fcmpeq', '__aeabi_fcmpgt', '__aeabi_fcmplt']] }, once: { here: [88, 96] }, many: { here: [8, 16], tml_sign_f32: [88, 0] }, apart: { tml_sign_f32: [92, 104] } },
    avr: { stack: { once: { here: [8, 10], below: [26, 26] }, many: { here: [12, 12], below: [40, 26] } }, call: [24, 150], params: [0, 0], library: { once: [['__gtsf2', '__ltsf2', '__nesf2'], ['__gtsf2', '__ltsf2', '__nesf2']], many: [['__gtsf2', '__ltsf2', '__nesf2'], ['__gtsf2', '__ltsf2', '__nesf2']] }, once: { here: [160, 158] }, many: { here: [50, -2], tml_sign_f32: [166, 0] }, apart: { tml_sign_f32: [216, 196] } },
  },
  tml_sign_s32: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [76, 64] } }, call: [12, 32], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [40, 36] }, many: { here: [12, 4], tml_sign_s32: [34, 0] }, apart: { tml_sign_s32: [36, 40] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [76, 64] } }, call: [12, 32], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [40, 36] }, many: { here: [12, 4], tml_sign_s32: [34, 0] }, apart: { tml_sign_s32: [36, 40] } },
    avr: { stack: { once: { here: [4, 4], below: [0, 0] }, many: { here: [4, 4], below: [0, 0] } }, call: [0, 98], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [86, 88] }, many: { here: [162, -30] }, apart: { tml_sign_s32: [132, 116] } },
  },
});
