import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_zeros_like: {
    'cortex-m4f': { stack: { once: { here: [8, 8], below: [80, 80] }, many: { here: [8, 8], below: [80, 80] } }, call: [8, 8], params: [0, 0], library: { once: [['memset'], ['memset']], many: [['memset'], ['memset']] }, once: { here: [20, 20] }, many: { here: [20, 20] }, apart: { tml_zeros_like: [14, 14] } },
    'cortex-m3': { stack: { once: { here: [8, 8], below: [80, 80] }, many: { here: [8, 8], below: [80, 80] } }, call: [8, 8], params: [0, 0], library: { once: [['memset'], ['memset']], many: [['memset'], ['memset']] }, once: { here: [20, 20] }, many: { here: [20, 20] }, apart: { tml_zeros_like: [14, 12] } },
    avr: { stack: { once: { here: [2, 2], below: [0, 0] }, many: { here: [2, 2], below: [0, 0] } }, call: [16, 16], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [20, 20] }, many: { here: [4, 4] }, apart: { tml_zeros_like: [24, 24] } },
  },
});
