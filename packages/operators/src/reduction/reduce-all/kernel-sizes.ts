import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_reduce_all_b8: {
    'cortex-m4f': { stack: { once: { here: [8, 4], below: [64, 64] }, many: { here: [8, 4], below: [136, 64] } }, call: [16, 40], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [44, 44] }, many: { here: [12, 4], tml_reduce_all_b8: [168, 0] }, apart: { tml_reduce_all_b8: [168, 204] } },
    'cortex-m3': { stack: { once: { here: [8, 4], below: [64, 64] }, many: { here: [8, 4], below: [136, 64] } }, call: [16, 40], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [44, 44] }, many: { here: [12, 4], tml_reduce_all_b8: [168, 0] }, apart: { tml_reduce_all_b8: [168, 204] } },
    avr: { stack: { once: { here: [2, 2], below: [0, 0] }, many: { here: [24, 2], below: [100, 0] } }, call: [34, 38], params: [0, 0], library: { once: [[], []], many: [['__mulsi3'], []] }, once: { here: [34, 34] }, many: { here: [36, 0], tml_reduce_all_b8: [724, 0] }, apart: { tml_reduce_all_b8: [724, 706] } },
  },
});
