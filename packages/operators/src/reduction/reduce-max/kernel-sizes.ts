import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_reduce_max_f32: {
    'cortex-m4f': { stack: { once: { here: [8, 0], below: [64, 64] }, many: { here: [8, 0], below: [160, 64] } }, call: [16, 64], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [64, 60] }, many: { here: [12, -4], tml_reduce_max_f32: [240, 0] }, apart: { tml_reduce_max_f32: [240, 244] } },
    'cortex-m3': { stack: { once: { here: [32, 32], below: [88, 88] }, many: { here: [8, 32], below: [208, 88] } }, call: [16, 60], params: [0, 0], library: { once: [['__aeabi_fcmplt'], ['__aeabi_fcmpgt']], many: [['__aeabi_fcmpgt'], ['__aeabi_fcmpgt']] }, once: { here: [60, 64] }, many: { here: [12, 0], tml_reduce_max_f32: [264, 0] }, apart: { tml_reduce_max_f32: [264, 284] } },
    avr: { stack: { once: { here: [18, 18], below: [26, 26] }, many: { here: [24, 20], below: [118, 26] } }, call: [34, 116], params: [0, 0], library: { once: [['__ltsf2'], ['__ltsf2']], many: [['__ltsf2', '__mulsi3'], ['__ltsf2']] }, once: { here: [162, 162] }, many: { here: [36, 42], tml_reduce_max_f32: [1022, 0] }, apart: { tml_reduce_max_f32: [1022, 958] } },
  },
  tml_reduce_max_s8: {
    'cortex-m4f': { stack: { once: { here: [12, 8], below: [64, 64] }, many: { here: [8, 8], below: [152, 64] } }, call: [16, 48], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [40, 52] }, many: { here: [12, 4], tml_reduce_max_s8: [216, 0] }, apart: { tml_reduce_max_s8: [216, 226] } },
    'cortex-m3': { stack: { once: { here: [12, 8], below: [64, 64] }, many: { here: [8, 8], below: [152, 64] } }, call: [16, 48], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [40, 52] }, many: { here: [12, 4], tml_reduce_max_s8: [216, 0] }, apart: { tml_reduce_max_s8: [216, 228] } },
    avr: { stack: { once: { here: [4, 4], below: [0, 0] }, many: { here: [24, 4], below: [102, 0] } }, call: [34, 54], params: [0, 0], library: { once: [[], []], many: [['__mulsi3'], []] }, once: { here: [48, 54] }, many: { here: [36, 2], tml_reduce_max_s8: [764, 0] }, apart: { tml_reduce_max_s8: [764, 750] } },
  },
});
