import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_sparse_to_dense: {
    'cortex-m4f': { stack: { once: { here: [12, 8], below: [64, 64] }, many: { here: [16, 12], below: [120, 64] } }, call: [28, 68], params: [0, 0], library: { once: [[], []], many: [['memcpy'], []] }, once: { here: [44, 48] }, many: { here: [8, -32], tml_sparse_to_dense: [152, 0] }, apart: { tml_sparse_to_dense: [152, 214] } },
    'cortex-m3': { stack: { once: { here: [12, 8], below: [64, 64] }, many: { here: [16, 12], below: [120, 64] } }, call: [28, 72], params: [0, 0], library: { once: [[], []], many: [['memcpy'], []] }, once: { here: [44, 52] }, many: { here: [8, -32], tml_sparse_to_dense: [152, 0] }, apart: { tml_sparse_to_dense: [152, 208] } },
    avr: { stack: { once: { here: [2, 2], below: [0, 0] }, many: { here: [65, 2], below: [71, 0] } }, call: [112, 36], params: [0, 0], library: { once: [[], []], many: [['__mulsi3', 'memcpy'], []] }, once: { here: [34, 32] }, many: { here: [90, -12], tml_sparse_to_dense: [650, 0] }, apart: { tml_sparse_to_dense: [650, 746] } },
  },
});
