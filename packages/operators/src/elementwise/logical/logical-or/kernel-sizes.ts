import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_logical_or_bool: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [152, 64] } }, call: [20, 24], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [32, 28] }, many: { here: [12, 8], tml_logical_or_bool: [142, 0] }, apart: { tml_logical_or_bool: [142, 192] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [152, 64] } }, call: [20, 24], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [32, 28] }, many: { here: [12, 8], tml_logical_or_bool: [142, 0] }, apart: { tml_logical_or_bool: [142, 180] } },
    avr: { stack: { once: { here: [4, 4], below: [0, 0] }, many: { here: [22, 4], below: [62, 0] } }, call: [38, 32], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [40, 36] }, many: { here: [36, 0], tml_logical_or_bool: [476, 0] }, apart: { tml_logical_or_bool: [476, 562] } },
  },
});
