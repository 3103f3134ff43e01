import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_split_v: {
    'cortex-m4f': { stack: { once: { here: [24, 24], below: [80, 80] }, many: { here: [8, 24], below: [120, 80] } }, call: [16, 40], params: [0, 0], library: { once: [['memcpy'], ['memcpy']], many: [['memcpy'], ['memcpy']] }, once: { here: [52, 48] }, many: { here: [12, 12], tml_split_v: [62, 0] }, apart: { tml_split_v: [62, 90] } },
    'cortex-m3': { stack: { once: { here: [24, 24], below: [80, 80] }, many: { here: [8, 24], below: [120, 80] } }, call: [16, 40], params: [0, 0], library: { once: [['memcpy'], ['memcpy']], many: [['memcpy'], ['memcpy']] }, once: { here: [52, 48] }, many: { here: [12, 12], tml_split_v: [62, 0] }, apart: { tml_split_v: [62, 90] } },
    avr: { stack: { once: { here: [12, 12], below: [18, 18] }, many: { here: [14, 14], below: [54, 18] } }, call: [34, 58], params: [0, 0], library: { once: [['memcpy'], ['memcpy']], many: [['memcpy'], ['memcpy']] }, once: { here: [96, 98] }, many: { here: [36, 60], tml_split_v: [290, 0] }, apart: { tml_split_v: [290, 330] } },
  },
});
