import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_embedding_lookup_hybrid: {
    'cortex-m4f': { stack: { once: { here: [8, 4], below: [64, 64] }, many: { here: [16, 4], below: [112, 64] } }, call: [32, 64], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [64, 72] }, many: { here: [12, 8], tml_embedding_lookup_hybrid: [124, 0] }, apart: { tml_embedding_lookup_hybrid: [124, 140] } },
    'cortex-m3': { stack: { once: { here: [24, 32], below: [88, 88] }, many: { here: [16, 32], below: [152, 88] } }, call: [32, 60], params: [0, 0], library: { once: [['__aeabi_fmul', '__aeabi_i2f'], ['__aeabi_fmul', '__aeabi_i2f']], many: [['__aeabi_fmul', '__aeabi_i2f'], ['__aeabi_fmul', '__aeabi_i2f']] }, once: { here: [64, 72] }, many: { here: [12, 12], tml_embedding_lookup_hybrid: [126, 0] }, apart: { tml_embedding_lookup_hybrid: [126, 168] } },
    avr: { stack: { once: { here: [14, 16], below: [26, 26] }, many: { here: [22, 18], below: [76, 26] } }, call: [42, 98], params: [0, 0], library: { once: [['__floatsisf', '__mulsf3'], ['__floatsisf', '__mulsf3']], many: [['__floatsisf', '__mulsf3'], ['__floatsisf', '__mulsf3']] }, once: { here: [144, 160] }, many: { here: [44, 68], tml_embedding_lookup_hybrid: [472, 0] }, apart: { tml_embedding_lookup_hybrid: [472, 516] } },
  },
});
