import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_cumsum_f32: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [100, 64] } }, call: [16, 44], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [56, 48] }, many: { here: [12, 0], tml_cumsum_f32: [132, 0] }, apart: { tml_cumsum_f32: [132, 180] } },
    'cortex-m3': { stack: { once: { here: [32, 24], below: [88, 88] }, many: { here: [8, 24], below: [160, 88] } }, call: [16, 52], params: [0, 0], library: { once: [['__aeabi_fadd'], ['__aeabi_fadd']], many: [['__aeabi_fadd'], ['__aeabi_fadd']] }, once: { here: [60, 52] }, many: { here: [12, -8], tml_cumsum_f32: [142, 0] }, apart: { tml_cumsum_f32: [142, 180] } },
    avr: { stack: { once: { here: [12, 12], below: [26, 26] }, many: { here: [24, 12], below: [86, 26] } }, call: [34, 90], params: [0, 0], library: { once: [['__addsf3'], ['__addsf3']], many: [['__addsf3'], ['__addsf3']] }, once: { here: [128, 130] }, many: { here: [36, 40], tml_cumsum_f32: [630, 0] }, apart: { tml_cumsum_f32: [630, 662] } },
  },
  tml_cumsum_s32: {
    'cortex-m4f': { stack: { once: { here: [16, 4], below: [64, 64] }, many: { here: [8, 8], below: [112, 64] } }, call: [16, 36], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [48, 44] }, many: { here: [12, 4], tml_cumsum_s32: [124, 0] }, apart: { tml_cumsum_s32: [124, 158] } },
    'cortex-m3': { stack: { once: { here: [16, 4], below: [64, 64] }, many: { here: [8, 8], below: [112, 64] } }, call: [16, 40], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [48, 44] }, many: { here: [12, 0], tml_cumsum_s32: [114, 0] }, apart: { tml_cumsum_s32: [114, 158] } },
    avr: { stack: { once: { here: [6, 6], below: [0, 0] }, many: { here: [24, 6], below: [59, 0] } }, call: [34, 66], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [84, 82] }, many: { here: [36, 16], tml_cumsum_s32: [606, 0] }, apart: { tml_cumsum_s32: [606, 654] } },
  },
  tml_cumsum_s64: {
    'cortex-m4f': { stack: { once: { here: [20, 12], below: [64, 64] }, many: { here: [8, 16], below: [128, 64] } }, call: [16, 48], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [60, 56] }, many: { here: [12, 4], tml_cumsum_s64: [160, 0] }, apart: { tml_cumsum_s64: [160, 226] } },
    'cortex-m3': { stack: { once: { here: [20, 12], below: [64, 64] }, many: { here: [8, 16], below: [128, 64] } }, call: [16, 52], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [60, 56] }, many: { here: [12, 0], tml_cumsum_s64: [158, 0] }, apart: { tml_cumsum_s64: [158, 226] } },
    avr: { stack: { once: { here: [20, 24], below: [26, 26] }, many: { here: [24, 24], below: [94, 26] } }, call: [34, 156], params: [0, 0], library: { once: [['__adddi3'], ['__adddi3']], many: [['__adddi3'], ['__adddi3']] }, once: { here: [178, 246] }, many: { here: [36, 92], tml_cumsum_s64: [730, 0] }, apart: { tml_cumsum_s64: [730, 766] } },
  },
});
