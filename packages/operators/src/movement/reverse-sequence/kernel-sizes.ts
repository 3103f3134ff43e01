import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_reverse_sequence: {
    'cortex-m4f': { stack: { once: { here: [24, 36], below: [64, 64] }, many: { here: [8, 36], below: [176, 64] } }, call: [20, 188], params: [0, 0], library: { once: [[], []], many: [['memcpy'], []] }, once: { here: [136, 172] }, many: { here: [12, -20], tml_reverse_sequence: [310, 0] }, apart: { tml_reverse_sequence: [310, 396] } },
    'cortex-m3': { stack: { once: { here: [24, 36], below: [64, 64] }, many: { here: [8, 36], below: [176, 64] } }, call: [20, 188], params: [0, 0], library: { once: [[], []], many: [['memcpy'], []] }, once: { here: [136, 172] }, many: { here: [12, -20], tml_reverse_sequence: [312, 0] }, apart: { tml_reverse_sequence: [312, 394] } },
    avr: { stack: { once: { here: [30, 30], below: [0, 0] }, many: { here: [32, 30], below: [102, 0] } }, call: [38, 456], params: [0, 0], library: { once: [[], []], many: [['__mulsi3', 'memcpy'], []] }, once: { here: [504, 536] }, many: { here: [36, 92], tml_reverse_sequence: [1008, 0] }, apart: { tml_reverse_sequence: [1008, 1168] } },
  },
});
