import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_one_hot: {
    'cortex-m4f': { stack: { once: { here: [20, 28], below: [64, 64] }, many: { here: [16, 32], below: [152, 64] } }, call: [28, 140], params: [0, 0], library: { once: [[], []], many: [['memcpy'], []] }, once: { here: [88, 112] }, many: { here: [8, -44], tml_one_hot: [172, 0] }, apart: { tml_one_hot: [172, 204] } },
    'cortex-m3': { stack: { once: { here: [20, 28], below: [64, 64] }, many: { here: [16, 32], below: [152, 64] } }, call: [28, 136], params: [0, 0], library: { once: [[], []], many: [['memcpy'], []] }, once: { here: [88, 112] }, many: { here: [8, -36], tml_one_hot: [172, 0] }, apart: { tml_one_hot: [172, 204] } },
    avr: { stack: { once: { here: [20, 24], below: [0, 0] }, many: { here: [26, 24], below: [80, 0] } }, call: [42, 178], params: [0, 0], library: { once: [[], []], many: [['memcpy'], []] }, once: { here: [214, 266] }, many: { here: [44, 72], tml_one_hot: [658, 0] }, apart: { tml_one_hot: [658, 756] } },
  },
});
