import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_matrix_diag: {
    'cortex-m4f': { stack: { once: { here: [16, 8], below: [80, 80] }, many: { here: [8, 16], below: [136, 80] } }, call: [16, 64], params: [0, 0], library: { once: [['memset'], ['memset']], many: [['memcpy', 'memset'], ['memset']] }, once: { here: [60, 60] }, many: { here: [12, -4], tml_matrix_diag: [136, 0] }, apart: { tml_matrix_diag: [136, 154] } },
    'cortex-m3': { stack: { once: { here: [16, 8], below: [80, 80] }, many: { here: [8, 16], below: [136, 80] } }, call: [16, 64], params: [0, 0], library: { once: [['memset'], ['memset']], many: [['memcpy', 'memset'], ['memset']] }, once: { here: [60, 60] }, many: { here: [12, -4], tml_matrix_diag: [136, 0] }, apart: { tml_matrix_diag: [136, 154] } },
    avr: { stack: { once: { here: [2, 2], below: [0, 0] }, many: { here: [20, 2], below: [56, 0] } }, call: [0, 52], params: [0, 0], library: { once: [[], []], many: [['memcpy'], []] }, once: { here: [60, 52] }, many: { here: [140, 2], tml_set_diagonals: [390, 0] }, apart: { tml_matrix_diag: [496, 532] } },
  },
});
