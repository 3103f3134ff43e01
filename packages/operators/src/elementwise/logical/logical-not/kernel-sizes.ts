import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_logical_not_bool: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [0, 0], below: [64, 64] } }, call: [0, 28], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [28, 28] }, many: { here: [56, 0] }, apart: { tml_logical_not_bool: [24, 30] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [0, 0], below: [64, 64] } }, call: [0, 28], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [28, 28] }, many: { here: [56, 0] }, apart: { tml_logical_not_bool: [24, 30] } },
    avr: { stack: { once: { here: [2, 2], below: [0, 0] }, many: { here: [2, 2], below: [0, 0] } }, call: [30, 26], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [28, 26] }, many: { here: [-4, 2] }, apart: { tml_logical_not_bool: [64, 54] } },
  },
});
