import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_broadcast_args: {
    'cortex-m4f': { stack: { once: { here: [16, 8], below: [64, 64] }, many: { here: [8, 12], below: [112, 64] } }, call: [20, 172], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [108, 160] }, many: { here: [12, -24], tml_broadcast_args: [254, 0] }, apart: { tml_broadcast_args: [140, 350], tml_index: [52, 0] } },
    'cortex-m3': { stack: { once: { here: [16, 8], below: [64, 64] }, many: { here: [8, 12], below: [100, 64] } }, call: [20, 168], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [108, 160] }, many: { here: [12, -16], tml_broadcast_args: [248, 0] }, apart: { tml_broadcast_args: [140, 350], tml_index: [52, 0] } },
    avr: { stack: { once: { here: [17, 20], below: [0, 0] }, many: { here: [16, 20], below: [57, 0] } }, call: [38, 400], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [340, 468] }, many: { here: [36, 76], tml_broadcast_args: [956, 0] }, apart: { tml_broadcast_args: [980, 1272] } },
  },
});
