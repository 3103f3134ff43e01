import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_mean_s8: {
    'cortex-m4f': { stack: { once: { here: [20, 20], below: [64, 64] }, many: { here: [8, 20], below: [168, 64] } }, call: [16, 100], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [112, 108] }, many: { here: [12, 12], tml_mean_s8: [292, 0] }, apart: { tml_mean_s8: [292, 340] } },
    'cortex-m3': { stack: { once: { here: [20, 20], below: [64, 64] }, many: { here: [8, 20], below: [168, 64] } }, call: [16, 100], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [108, 108] }, many: { here: [12, 12], tml_mean_s8: [292, 0] }, apart: { tml_mean_s8: [292, 336] } },
    avr: { stack: { once: { here: [12, 12], below: [26, 26] }, many: { here: [40, 12], below: [121, 26] } }, call: [34, 232], params: [0, 0], library: { once: [['__ashrdi3', '__mulsidi3'], ['__ashrdi3', '__mulsidi3']], many: [['__ashrdi3', '__mulsi3', '__mulsidi3'], ['__ashrdi3', '__mulsidi3']] }, once: { here: [264, 268] }, many: { here: [36, 38], tml_mean_s8: [1224, 0] }, apart: { tml_mean_s8: [1224, 1276] } },
  },
});
