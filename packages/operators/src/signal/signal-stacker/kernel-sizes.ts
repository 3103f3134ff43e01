import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_signal_stacker_s16: {
    'cortex-m4f': { stack: { once: { here: [16, 16], below: [80, 80] }, many: { here: [24, 24], below: [136, 80] } }, call: [52, 264], params: [0, 0], library: { once: [['memcpy', 'memmove', 'memset'], ['memcpy', 'memmove', 'memset']], many: [['memcpy', 'memmove', 'memset'], ['memcpy', 'memmove', 'memset']] }, once: { here: [164, 228] }, many: { here: [4, -12], tml_signal_stacker_s16: [250, 0] }, apart: { tml_signal_stacker_s16: [250, 316] } },
    'cortex-m3': { stack: { once: { here: [16, 16], below: [80, 80] }, many: { here: [24, 24], below: [136, 80] } }, call: [52, 260], params: [0, 0], library: { once: [['memcpy', 'memmove', 'memset'], ['memcpy', 'memmove', 'memset']], many: [['memcpy', 'memmove', 'memset'], ['memcpy', 'memmove', 'memset']] }, once: { here: [164, 232] }, many: { here: [4, 4], tml_signal_stacker_s16: [250, 0] }, apart: { tml_signal_stacker_s16: [250, 314] } },
    avr: { stack: { once: { here: [6, 6], below: [18, 18] }, many: { here: [28, 6], below: [70, 18] } }, call: [66, 298], params: [0, 0], library: { once: [['memmove'], ['memmove']], many: [['__mulsi3', 'memcpy', 'memmove', 'memset'], ['memmove']] }, once: { here: [290, 290] }, many: { here: [68, -14], tml_signal_stacker_s16: [710, 0] }, apart: { tml_signal_stacker_s16: [710, 738] } },
  },
});
