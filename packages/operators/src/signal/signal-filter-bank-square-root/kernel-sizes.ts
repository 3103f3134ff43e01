import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_signal_filter_bank_square_root_u64: {
    'cortex-m4f': { stack: { once: { here: [36, 48], below: [64, 64] }, many: { here: [8, 48], below: [112, 64] } }, call: [24, 268], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [240, 260] }, many: { here: [8, -16], tml_signal_filter_bank_square_root_u64: [230, 0] }, apart: { tml_signal_filter_bank_square_root_u64: [226, 256] } },
    'cortex-m3': { stack: { once: { here: [36, 48], below: [64, 64] }, many: { here: [8, 48], below: [112, 64] } }, call: [24, 268], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [240, 260] }, many: { here: [8, -16], tml_signal_filter_bank_square_root_u64: [232, 0] }, apart: { tml_signal_filter_bank_square_root_u64: [226, 258] } },
    avr: { stack: { once: { here: [50, 50], below: [26, 26] }, many: { here: [14, 50], below: [80, 26] } }, call: [44, 918], params: [0, 0], library: { once: [['__adddi3', '__cmpdi2', '__cmpdi2_s8', '__lshrdi3', '__subdi3'], ['__adddi3', '__cmpdi2', '__cmpdi2_s8', '__lshrdi3', '__subdi3']], many: [['__adddi3', '__cmpdi2', '__cmpdi2_s8', '__lshrdi3', '__subdi3'], ['__adddi3', '__cmpdi2', '__cmpdi2_s8', '__lshrdi3', '__subdi3']] }, once: { here: [908, 1008] }, many: { here: [58, 90], tml_signal_filter_bank_square_root_u64: [896, 0] }, apart: { tml_signal_filter_bank_square_root_u64: [962, 1056] } },
  },
});
