import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_abs_f32: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [0, 0], below: [64, 64] } }, call: [0, 24], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [32, 28] }, many: { here: [64, 8] }, apart: { tml_abs_f32: [26, 28] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [0, 0], below: [64, 64] } }, call: [0, 24], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [32, 28] }, many: { here: [60, 4] }, apart: { tml_abs_f32: [28, 32] } },
    avr: { stack: { once: { here: [4, 4], below: [0, 0] }, many: { here: [4, 4], below: [0, 0] } }, call: [42, 46], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [44, 42] }, many: { here: [-4, -16] }, apart: { tml_abs_f32: [84, 72] } },
  },
  tml_abs_s16: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [72, 64] } }, call: [12, 32], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [40, 32] }, many: { here: [12, -4], tml_abs_s16: [30, 0] }, apart: { tml_abs_s16: [32, 36] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [72, 64] } }, call: [12, 32], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [36, 32] }, many: { here: [12, -4], tml_abs_s16: [30, 0] }, apart: { tml_abs_s16: [32, 36] } },
    avr: { stack: { once: { here: [2, 2], below: [0, 0] }, many: { here: [4, 4], below: [0, 0] } }, call: [42, 48], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [36, 48] }, many: { here: [-4, 8] }, apart: { tml_abs_s16: [68, 78] } },
  },
  tml_abs_s32: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [72, 64] } }, call: [12, 24], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [32, 28] }, many: { here: [12, 8], tml_abs_s32: [28, 0] }, apart: { tml_abs_s32: [30, 34] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [72, 64] } }, call: [12, 24], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [32, 28] }, many: { here: [12, 8], tml_abs_s32: [28, 0] }, apart: { tml_abs_s32: [30, 34] } },
    avr: { stack: { once: { here: [4, 4], below: [0, 0] }, many: { here: [4, 4], below: [0, 0] } }, call: [10, 54], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [60, 76] }, many: { here: [92, 36] }, apart: { tml_abs_s32: [92, 104] } },
  },
  tml_abs_stored_s16: {
    'cortex-m4f': { stack: { once: { here: [8, 0], below: [64, 64] }, many: { here: [8, 4], below: [112, 64] } }, call: [16, 60], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [72, 64] }, many: { here: [12, 8], tml_abs_stored_s16: [144, 0] }, apart: { tml_abs_stored_s16: [144, 144] } },
    'cortex-m3': { stack: { once: { here: [8, 0], below: [64, 64] }, many: { here: [8, 4], below: [112, 64] } }, call: [16, 60], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [72, 64] }, many: { here: [12, 4], tml_abs_stored_s16: [136, 0] }, apart: { tml_abs_stored_s16: [136, 148] } },
    avr: { stack: { once: { here: [8, 9], below: [26, 26] }, many: { here: [16, 9], below: [64, 26] } }, call: [34, 160], params: [0, 0], library: { once: [['__ashrdi3', '__mulsidi3'], ['__ashrdi3', '__mulsidi3']], many: [['__ashrdi3', '__mulsidi3'], ['__ashrdi3', '__mulsidi3']] }, once: { here: [194, 194] }, many: { here: [36, 44], tml_abs_stored_s16: [522, 0] }, apart: { tml_abs_stored_s16: [522, 502] } },
  },
});
