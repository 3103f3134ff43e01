import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_arg_min_f32: {
    'cortex-m4f': { stack: { once: { here: [12, 4], below: [64, 64] }, many: { here: [8, 8], below: [128, 64] } }, call: [16, 72], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [76, 80] }, many: { here: [12, 8], tml_arg_min_f32: [158, 0] }, apart: { tml_arg_min_f32: [158, 194] } },
    'cortex-m3': { stack: { once: { here: [32, 40], below: [88, 88] }, many: { here: [8, 40], below: [184, 88] } }, call: [16, 72], params: [0, 0], library: { once: [['__aeabi_fcmpgt'], ['__aeabi_fcmplt']], many: [['__aeabi_fcmplt'], ['__aeabi_fcmpgt']] }, once: { here: [76, 80] }, many: { here: [12, 8], tml_arg_min_f32: [190, 0] }, apart: { tml_arg_min_f32: [190, 224] } },
    avr: { stack: { once: { here: [26, 26], below: [26, 26] }, many: { here: [20, 26], below: [94, 26] } }, call: [34, 166], params: [0, 0], library: { once: [['__ltsf2'], ['__ltsf2']], many: [['__gtsf2'], ['__ltsf2']] }, once: { here: [266, 262] }, many: { here: [36, 100], tml_arg_min_f32: [656, 0] }, apart: { tml_arg_min_f32: [656, 706] } },
  },
  tml_arg_min_s16: {
    'cortex-m4f': { stack: { once: { here: [16, 12], below: [64, 64] }, many: { here: [8, 16], below: [136, 64] } }, call: [16, 64], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [64, 68] }, many: { here: [12, 0], tml_arg_min_s16: [154, 0] }, apart: { tml_arg_min_s16: [154, 194] } },
    'cortex-m3': { stack: { once: { here: [16, 12], below: [64, 64] }, many: { here: [8, 16], below: [136, 64] } }, call: [16, 64], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [64, 68] }, many: { here: [12, 0], tml_arg_min_s16: [150, 0] }, apart: { tml_arg_min_s16: [150, 192] } },
    avr: { stack: { once: { here: [12, 10], below: [0, 0] }, many: { here: [20, 10], below: [56, 0] } }, call: [34, 102], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [156, 134] }, many: { here: [36, 30], tml_arg_min_s16: [574, 0] }, apart: { tml_arg_min_s16: [574, 592] } },
  },
  tml_arg_min_s32: {
    'cortex-m4f': { stack: { once: { here: [16, 12], below: [64, 64] }, many: { here: [8, 16], below: [136, 64] } }, call: [16, 60], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [64, 64] }, many: { here: [12, 8], tml_arg_min_s32: [150, 0] }, apart: { tml_arg_min_s32: [150, 192] } },
    'cortex-m3': { stack: { once: { here: [16, 12], below: [64, 64] }, many: { here: [8, 16], below: [136, 64] } }, call: [16, 60], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [64, 64] }, many: { here: [12, 8], tml_arg_min_s32: [150, 0] }, apart: { tml_arg_min_s32: [150, 190] } },
    avr: { stack: { once: { here: [16, 14], below: [0, 0] }, many: { here: [20, 14], below: [66, 0] } }, call: [34, 116], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [182, 166] }, many: { here: [36, 52], tml_arg_min_s32: [640, 0] }, apart: { tml_arg_min_s32: [640, 626] } },
  },
  tml_arg_min_s64: {
    'cortex-m4f': { stack: { once: { here: [20, 20], below: [64, 64] }, many: { here: [8, 20], below: [144, 64] } }, call: [16, 64], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [68, 68] }, many: { here: [12, 0], tml_arg_min_s64: [180, 0] }, apart: { tml_arg_min_s64: [180, 204] } },
    'cortex-m3': { stack: { once: { here: [20, 20], below: [64, 64] }, many: { here: [8, 20], below: [144, 64] } }, call: [16, 64], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [68, 68] }, many: { here: [12, 0], tml_arg_min_s64: [180, 0] }, apart: { tml_arg_min_s64: [180, 204] } },
    avr: { stack: { once: { here: [39, 38], below: [26, 26] }, many: { here: [20, 38], below: [106, 26] } }, call: [34, 232], params: [0, 0], library: { once: [['__cmpdi2'], ['__cmpdi2']], many: [['__cmpdi2'], ['__cmpdi2']] }, once: { here: [390, 338] }, many: { here: [36, 112], tml_arg_min_s64: [742, 0] }, apart: { tml_arg_min_s64: [742, 776] } },
  },
  tml_arg_min_s8: {
    'cortex-m4f': { stack: { once: { here: [20, 12], below: [64, 64] }, many: { here: [8, 16], below: [136, 64] } }, call: [16, 60], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [60, 64] }, many: { here: [12, 8], tml_arg_min_s8: [154, 0] }, apart: { tml_arg_min_s8: [154, 174] } },
    'cortex-m3': { stack: { once: { here: [20, 12], below: [64, 64] }, many: { here: [8, 16], below: [136, 64] } }, call: [16, 60], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [60, 64] }, many: { here: [12, 8], tml_arg_min_s8: [154, 0] }, apart: { tml_arg_min_s8: [154, 174] } },
    avr: { stack: { once: { here: [10, 8], below: [0, 0] }, many: { here: [20, 8], below: [58, 0] } }, call: [34, 96], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [138, 120] }, many: { here: [36, 24], tml_arg_min_s8: [558, 0] }, apart: { tml_arg_min_s8: [558, 554] } },
  },
  tml_arg_min_u8: {
    'cortex-m4f': { stack: { once: { here: [20, 12], below: [64, 64] }, many: { here: [8, 16], below: [136, 64] } }, call: [16, 60], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [60, 64] }, many: { here: [12, 8], tml_arg_min_u8: [154, 0] }, apart: { tml_arg_min_u8: [154, 174] } },
    'cortex-m3': { stack: { once: { here: [20, 12], below: [64, 64] }, many: { here: [8, 16], below: [136, 64] } }, call: [16, 60], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [60, 64] }, many: { here: [12, 8], tml_arg_min_u8: [154, 0] }, apart: { tml_arg_min_u8: [154, 174] } },
    avr: { stack: { once: { here: [10, 8], below: [0, 0] }, many: { here: [20, 8], below: [58, 0] } }, call: [34, 96], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [138, 120] }, many: { here: [36, 24], tml_arg_min_u8: [558, 0] }, apart: { tml_arg_min_u8: [558, 554] } },
  },
});
