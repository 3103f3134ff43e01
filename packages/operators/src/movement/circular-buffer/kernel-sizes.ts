import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_circular_buffer: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [0, 4], below: [64, 64] } }, call: [0, 108], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [52, 52] }, many: { here: [104, -64] }, apart: { tml_circular_buffer: [34, 32] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [0, 4], below: [64, 64] } }, call: [0, 116], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [52, 52] }, many: { here: [104, -80] }, apart: { tml_circular_buffer: [34, 32] } },
    avr: { stack: { once: { here: [2, 2], below: [18, 18] }, many: { here: [2, 2], below: [18, 18] } }, call: [82, 34], params: [0, 0], library: { once: [['memmove'], ['memmove']], many: [['memmove'], ['memmove']] }, once: { here: [34, 34] }, many: { here: [-96, 0] }, apart: { tml_circular_buffer: [74, 74] } },
  },
});
