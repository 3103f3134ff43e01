import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_signal_energy_s16: {
    'cortex-m4f': { stack: { once: { here: [8, 8], below: [80, 80] }, many: { here: [8, 8], below: [84, 80] } }, call: [16, 8], params: [0, 0], library: { once: [['memset'], ['memset']], many: [[], ['memset']] }, once: { here: [20, 20] }, many: { here: [12, 20], tml_signal_energy_s16: [50, 0] }, apart: { tml_signal_energy_s16: [50, 74] } },
    'cortex-m3': { stack: { once: { here: [8, 8], below: [80, 80] }, many: { here: [8, 8], below: [84, 80] } }, call: [16, 8], params: [0, 0], library: { once: [['memset'], ['memset']], many: [[], ['memset']] }, once: { here: [20, 20] }, many: { here: [12, 20], tml_signal_energy_s16: [54, 0] }, apart: { tml_signal_energy_s16: [54, 74] } },
    avr: { stack: { once: { here: [2, 2], below: [0, 0] }, many: { here: [16, 2], below: [58, 0] } }, call: [34, 18], params: [0, 0], library: { once: [[], []], many: [['__mulhisi3'], []] }, once: { here: [20, 20] }, many: { here: [36, 6], tml_signal_energy_s16: [274, 0] }, apart: { tml_signal_energy_s16: [274, 296] } },
  },
});
