import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_signal_filter_bank_u32: {
    'cortex-m4f': { stack: { once: { here: [48, 48], below: [64, 64] }, many: { here: [8, 48], below: [136, 64] } }, call: [16, 148], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [132, 148] }, many: { here: [12, -4], tml_signal_filter_bank_u32: [178, 0] }, apart: { tml_signal_filter_bank_u32: [178, 216] } },
    'cortex-m3': { stack: { once: { here: [48, 48], below: [64, 64] }, many: { here: [8, 48], below: [136, 64] } }, call: [16, 144], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [132, 148] }, many: { here: [12, 0], tml_signal_filter_bank_u32: [178, 0] }, apart: { tml_signal_filter_bank_u32: [178, 208] } },
    avr: { stack: { once: { here: [52, 46], below: [26, 26] }, many: { here: [18, 46], below: [100, 26] } }, call: [34, 470], params: [0, 0], library: { once: [['__adddi3', '__muldi3'], ['__adddi3', '__muldi3']], many: [['__adddi3', '__muldi3'], ['__adddi3', '__muldi3']] }, once: { here: [576, 562] }, many: { here: [36, 120], tml_signal_filter_bank_u32: [724, 0] }, apart: { tml_signal_filter_bank_u32: [724, 764] } },
  },
});
