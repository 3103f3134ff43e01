import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_signal_filter_bank_log_u32: {
    'cortex-m4f': { stack: { once: { here: [36, 36], below: [64, 64] }, many: { here: [8, 36], below: [120, 64] } }, call: [16, 16], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [192, 212] }, many: { here: [12, 388], tml_signal_filter_bank_log_u32: [202, 0] }, apart: { tml_signal_filter_bank_log_u32: [202, 214] } },
    'cortex-m3': { stack: { once: { here: [36, 36], below: [64, 64] }, many: { here: [8, 36], below: [120, 64] } }, call: [16, 16], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [192, 212] }, many: { here: [12, 392], tml_signal_filter_bank_log_u32: [202, 0] }, apart: { tml_signal_filter_bank_log_u32: [202, 214] } },
    avr: { stack: { once: { here: [26, 29], below: [26, 26] }, many: { here: [18, 29], below: [69, 26] } }, call: [34, 14], params: [0, 0], library: { once: [['__lshrdi3', '__mulsi3', '__umulsidi3'], ['__lshrdi3', '__mulsi3', '__umulsidi3']], many: [['__lshrdi3', '__mulsi3', '__umulsidi3'], ['__lshrdi3', '__mulsi3', '__umulsidi3']] }, once: { here: [610, 642] }, many: { here: [36, 1170], tml_signal_filter_bank_log_u32: [712, 0] }, apart: { tml_signal_filter_bank_log_u32: [712, 688] } },
  },
});
