import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_batch_matmul_f32: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [0, 0] }, many: { here: [8, 0], below: [208, 0] } }, call: [24, 0], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [0, 0] }, many: { here: [8, 0], tml_batch_matmul_f32: [312, 0] }, apart: { tml_batch_matmul_f32: [312, 328] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [0, 0] }, many: { here: [8, 0], below: [248, 0] } }, call: [24, 0], params: [0, 0], library: { once: [[], []], many: [['__aeabi_fadd', '__aeabi_fmul'], []] }, once: { here: [0, 0] }, many: { here: [8, 0], tml_batch_matmul_f32: [336, 0] }, apart: { tml_batch_matmul_f32: [336, 382] } },
    avr: { stack: { once: { here: [2, 2], below: [0, 0] }, many: { here: [75, 2], below: [128, 0] } }, call: [144, 0], params: [0, 0], library: { once: [[], []], many: [['__addsf3', '__mulsf3'], []] }, once: { here: [0, 0] }, many: { here: [84, 0], tml_batch_matmul_f32: [1122, 0] }, apart: { tml_batch_matmul_f32: [1452, 1348] } },
  },
  tml_batch_matmul_s16: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [0, 0] }, many: { here: [8, 0], below: [232, 0] } }, call: [24, 0], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [0, 0] }, many: { here: [8, 0], tml_batch_matmul_s16: [472, 0] }, apart: { tml_batch_matmul_s16: [472, 556] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [0, 0] }, many: { here: [8, 0], below: [240, 0] } }, call: [24, 0], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [0, 0] }, many: { here: [8, 0], tml_batch_matmul_s16: [476, 0] }, apart: { tml_batch_matmul_s16: [476, 548] } },
    avr: { stack: { once: { here: [2, 2], below: [0, 0] }, many: { here: [103, 2], below: [170, 0] } }, call: [212, 0], params: [0, 0], library: { once: [[], []], many: [['__adddi3', '__ashldi3', '__ashrdi3', '__muldi3', '__mulsidi3'], []] }, once: { here: [0, 0] }, many: { here: [144, 0], tml_batch_matmul_s16: [1764, 0] }, apart: { tml_batch_matmul_s16: [1764, 1774] } },
  },
  tml_batch_matmul_s16s8: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [0, 0] }, many: { here: [8, 0], below: [232, 0] } }, call: [24, 0], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [0, 0] }, many: { here: [8, 0], tml_batch_matmul_s16s8: [468, 0] }, apart: { tml_batch_matmul_s16s8: [468, 584] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [0, 0] }, many: { here: [8, 0], below: [232, 0] } }, call: [24, 0], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [0, 0] }, many: { here: [8, 0], tml_batch_matmul_s16s8: [468, 0] }, apart: { tml_batch_matmul_s16s8: [468, 588] } },
    avr: { stack: { once: { here: [2, 2], below: [0, 0] }, many: { here: [103, 2], below: [176, 0] } }, call: [212, 0], params: [0, 0], library: { once: [[], []], many: [['__adddi3', '__ashldi3', '__ashrdi3', '__muldi3', '__mulsidi3'], []] }, once: { here: [0, 0] }, many: { here: [144, 0], tml_batch_matmul_s16s8: [1806, 0] }, apart: { tml_batch_matmul_s16s8: [1806, 1812] } },
  },
  tml_batch_matmul_s8: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [0, 0] }, many: { here: [8, 8], below: [240, 240] } }, call: [24, 24], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [0, 0] }, many: { here: [8, 8], tml_batch_matmul_s8: [424, 464] }, apart: { tml_batch_matmul_s8: [424, 464] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [0, 0] }, many: { here: [8, 8], below: [240, 240] } }, call: [24, 24], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [0, 0] }, many: { here: [8, 8], tml_batch_matmul_s8: [424, 480] }, apart: { tml_batch_matmul_s8: [424, 480] } },
    avr: { stack: { once: { here: [2, 2], below: [0, 0] }, many: { here: [103, 2], below: [192, 0] } }, call: [212, 0], params: [0, 0], library: { once: [[], []], many: [['__ashrdi3', '__mulsi3', '__mulsidi3'], []] }, once: { here: [0, 0] }, many: { here: [144, 0], tml_batch_matmul_s8: [1954, 0] }, apart: { tml_batch_matmul_s8: [1954, 2014] } },
  },
});
