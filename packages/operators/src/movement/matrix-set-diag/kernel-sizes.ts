import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_matrix_set_diag: {
    'cortex-m4f': { stack: { once: { here: [16, 8], below: [80, 80] }, many: { here: [8, 16], below: [136, 80] } }, call: [20, 68], params: [0, 0], library: { once: [['memcpy'], ['memcpy']], many: [['memcpy'], ['memcpy']] }, once: { here: [60, 68] }, many: { here: [12, -4], tml_matrix_set_diag: [138, 0] }, apart: { tml_matrix_set_diag: [138, 158] } },
    'cortex-m3': { stack: { once: { here: [16, 8], below: [80, 80] }, many: { here: [8, 16], below: [136, 80] } }, call: [20, 68], params: [0, 0], library: { once: [['memcpy'], ['memcpy']], many: [['memcpy'], ['memcpy']] }, once: { here: [60, 68] }, many: { here: [12, -4], tml_matrix_set_diag: [138, 0] }, apart: { tml_matrix_set_diag: [138, 158] } },
    avr: { stack: { once: { here: [2, 2], below: [0, 0] }, many: { here: [20, 2], below: [56, 0] } }, call: [6, 50], params: [0, 0], library: { once: [[], []], many: [['memcpy'], []] }, once: { here: [60, 54] }, many: { here: [132, 10], tml_set_diagonals: [390, 0] }, apart: { tml_matrix_set_diag: [494, 556] } },
  },
});
