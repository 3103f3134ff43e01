import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_signal_framer_s16: {
    'cortex-m4f': { stack: { once: { here: [48, 32], below: [80, 80] }, many: { here: [24, 24], below: [192, 184] } }, call: [52, 48], params: [0, 0], library: { once: [['memset'], ['memset']], many: [['memcpy', 'memmove', 'memset'], ['memcpy', 'memmove', 'memset']] }, once: { here: [180, 264] }, many: { here: [4, 16], tml_signal_framer_s16: [344, 422] }, apart: { tml_signal_framer_s16: [344, 422] } },
    'cortex-m3': { stack: { once: { here: [48, 32], below: [80, 80] }, many: { here: [24, 32], below: [192, 184] } }, call: [52, 48], params: [0, 0], library: { once: [['memset'], ['memset']], many: [['memcpy', 'memmove', 'memset'], ['memcpy', 'memmove', 'memset']] }, once: { here: [180, 268] }, many: { here: [4, 16], tml_signal_framer_s16: [344, 418] }, apart: { tml_signal_framer_s16: [344, 418] } },
    avr: { stack: { once: { here: [14, 15], below: [18, 18] }, many: { here: [36, 15], below: [98, 18] } }, call: [66, 228], params: [0, 0], library: { once: [['memmove'], ['memmove']], many: [['memcpy', 'memmove', 'memset'], ['memmove']] }, once: { here: [270, 276] }, many: { here: [68, 46], tml_signal_framer_s16: [924, 0] }, apart: { tml_signal_framer_s16: [924, 1010] } },
  },
});
