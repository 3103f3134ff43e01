import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_neg_f32: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [0, 0], below: [64, 64] } }, call: [0, 24], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [32, 28] }, many: { here: [64, 8] }, apart: { tml_neg_f32: [26, 28] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [0, 0], below: [64, 64] } }, call: [0, 24], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [32, 28] }, many: { here: [60, 4] }, apart: { tml_neg_f32: [28, 32] } },
    avr: { stack: { once: { here: [4, 4], below: [0, 0] }, many: { here: [4, 4], below: [0, 0] } }, call: [42, 46], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [44, 42] }, many: { here: [-4, -16] }, apart: { tml_neg_f32: [84, 72] } },
  },
  tml_neg_s16: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [0, 0], below: [64, 64] } }, call: [0, 24], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [28, 24] }, many: { here: [56, -4] }, apart: { tml_neg_s16: [26, 30] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [0, 0], below: [64, 64] } }, call: [0, 24], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [28, 24] }, many: { here: [56, -4] }, apart: { tml_neg_s16: [26, 30] } },
    avr: { stack: { once: { here: [2, 2], below: [0, 0] }, many: { here: [4, 4], below: [0, 0] } }, call: [50, 30], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [32, 30] }, many: { here: [-28, 8] }, apart: { tml_neg_s16: [64, 62] } },
  },
  tml_neg_s32: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [0, 0], below: [64, 64] } }, call: [0, 20], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [28, 24] }, many: { here: [56, 8] }, apart: { tml_neg_s32: [26, 30] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [0, 0], below: [64, 64] } }, call: [0, 20], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [28, 24] }, many: { here: [56, 8] }, apart: { tml_neg_s32: [26, 30] } },
    avr: { stack: { once: { here: [4, 4], below: [0, 0] }, many: { here: [4, 4], below: [0, 0] } }, call: [16, 60], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [56, 54] }, many: { here: [74, -18] }, apart: { tml_neg_s32: [96, 84] } },
  },
  tml_neg_s64: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [76, 64] } }, call: [12, 32], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [36, 32] }, many: { here: [12, -4], tml_neg_s64: [36, 0] }, apart: { tml_neg_s64: [38, 38] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [76, 64] } }, call: [12, 32], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [36, 32] }, many: { here: [12, -4], tml_neg_s64: [36, 0] }, apart: { tml_neg_s64: [38, 38] } },
    avr: { stack: { once: { here: [2, 2], below: [26, 26] }, many: { here: [12, 4], below: [32, 26] } }, call: [24, 86], params: [0, 0], library: { once: [['__negdi2'], ['__negdi2']], many: [['__negdi2'], ['__negdi2']] }, once: { here: [82, 84] }, many: { here: [50, 6], tml_neg_s64: [92, 0] }, apart: { tml_neg_s64: [144, 134] } },
  },
});
