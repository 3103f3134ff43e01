import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_resize_nearest_neighbor: {
    'cortex-m4f': { stack: { once: { here: [40, 40], below: [80, 80] }, many: { here: [8, 40], below: [120, 80] } }, call: [16, 84], params: [0, 0], library: { once: [['memmove'], ['memmove']], many: [['memmove'], ['memmove']] }, once: { here: [96, 96] }, many: { here: [12, 20], tml_resize_nearest_neighbor: [108, 0] }, apart: { tml_resize_nearest_neighbor: [108, 136] } },
    'cortex-m3': { stack: { once: { here: [40, 40], below: [80, 80] }, many: { here: [8, 48], below: [120, 80] } }, call: [16, 88], params: [0, 0], library: { once: [['memmove'], ['memmove']], many: [['memmove'], ['memmove']] }, once: { here: [96, 96] }, many: { here: [12, 20], tml_resize_nearest_neighbor: [108, 0] }, apart: { tml_resize_nearest_neighbor: [108, 138] } },
    avr: { stack: { once: { here: [18, 18], below: [18, 18] }, many: { here: [32, 18], below: [52, 18] } }, call: [34, 140], params: [0, 0], library: { once: [['memmove'], ['memmove']], many: [['memmove'], ['memmove']] }, once: { here: [190, 198] }, many: { here: [36, 80], tml_resize_nearest_neighbor: [446, 0] }, apart: { tml_resize_nearest_neighbor: [446, 498] } },
  },
});
