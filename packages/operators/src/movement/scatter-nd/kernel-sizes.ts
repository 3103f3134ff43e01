import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_scatter_nd_f32: {
    'cortex-m4f': { stack: { once: { here: [8, 8], below: [80, 80] }, many: { here: [8, 8], below: [184, 80] } }, call: [24, 12], params: [0, 0], library: { once: [['memset'], ['memset']], many: [['memset'], ['memset']] }, once: { here: [16, 16] }, many: { here: [8, 8], tml_scatter_nd_f32: [202, 0] }, apart: { tml_scatter_nd_f32: [202, 264] } },
    'cortex-m3': { stack: { once: { here: [8, 8], below: [80, 80] }, many: { here: [8, 8], below: [200, 80] } }, call: [24, 12], params: [0, 0], library: { once: [['memset'], ['memset']], many: [['__aeabi_fadd', 'memset'], ['memset']] }, once: { here: [16, 16] }, many: { here: [8, 8], tml_scatter_nd_f32: [220, 0] }, apart: { tml_scatter_nd_f32: [220, 284] } },
    avr: { stack: { once: { here: [2, 2], below: [0, 0] }, many: { here: [55, 2], below: [128, 0] } }, call: [92, 14], params: [0, 0], library: { once: [[], []], many: [['__addsf3', '__mulsi3', 'memset'], []] }, once: { here: [14, 14] }, many: { here: [82, 0], tml_scatter_nd_f32: [850, 0] }, apart: { tml_scatter_nd_f32: [850, 930] } },
  },
  tml_scatter_nd_s16: {
    'cortex-m4f': { stack: { once: { here: [8, 8], below: [80, 80] }, many: { here: [8, 8], below: [184, 80] } }, call: [24, 12], params: [0, 0], library: { once: [['memset'], ['memset']], many: [['memset'], ['memset']] }, once: { here: [16, 16] }, many: { here: [8, 8], tml_scatter_nd_s16: [198, 0] }, apart: { tml_scatter_nd_s16: [198, 286] } },
    'cortex-m3': { stack: { once: { here: [8, 8], below: [80, 80] }, many: { here: [8, 8], below: [184, 80] } }, call: [24, 12], params: [0, 0], library: { once: [['memset'], ['memset']], many: [['memset'], ['memset']] }, once: { here: [16, 16] }, many: { here: [8, 8], tml_scatter_nd_s16: [196, 0] }, apart: { tml_scatter_nd_s16: [196, 284] } },
    avr: { stack: { once: { here: [2, 2], below: [0, 0] }, many: { here: [55, 2], below: [128, 0] } }, call: [92, 14], params: [0, 0], library: { once: [[], []], many: [['__mulsi3', 'memset'], []] }, once: { here: [14, 14] }, many: { here: [82, 0], tml_scatter_nd_s16: [818, 0] }, apart: { tml_scatter_nd_s16: [818, 892] } },
  },
  tml_scatter_nd_s32: {
    'cortex-m4f': { stack: { once: { here: [8, 8], below: [80, 80] }, many: { here: [8, 8], below: [184, 80] } }, call: [24, 12], params: [0, 0], library: { once: [['memset'], ['memset']], many: [['memset'], ['memset']] }, once: { here: [16, 16] }, many: { here: [8, 8], tml_scatter_nd_s32: [196, 0] }, apart: { tml_scatter_nd_s32: [196, 276] } },
    'cortex-m3': { stack: { once: { here: [8, 8], below: [80, 80] }, many: { here: [8, 8], below: [184, 80] } }, call: [24, 12], params: [0, 0], library: { once: [['memset'], ['memset']], many: [['memset'], ['memset']] }, once: { here: [16, 16] }, many: { here: [8, 8], tml_scatter_nd_s32: [194, 0] }, apart: { tml_scatter_nd_s32: [194, 274] } },
    avr: { stack: { once: { here: [2, 2], below: [0, 0] }, many: { here: [55, 2], below: [128, 0] } }, call: [92, 14], params: [0, 0], library: { once: [[], []], many: [['__mulsi3', 'memset'], []] }, once: { here: [14, 14] }, many: { here: [82, 0], tml_scatter_nd_s32: [842, 0] }, apart: { tml_scatter_nd_s32: [842, 922] } },
  },
  tml_scatter_nd_s64: {
    'cortex-m4f': { stack: { once: { here: [8, 8], below: [80, 80] }, many: { here: [8, 8], below: [192, 80] } }, call: [24, 12], params: [0, 0], library: { once: [['memset'], ['memset']], many: [['memset'], ['memset']] }, once: { here: [16, 16] }, many: { here: [8, 8], tml_scatter_nd_s64: [236, 0] }, apart: { tml_scatter_nd_s64: [236, 280] } },
    'cortex-m3': { stack: { once: { here: [8, 8], below: [80, 80] }, many: { here: [8, 8], below: [192, 80] } }, call: [24, 12], params: [0, 0], library: { once: [['memset'], ['memset']], many: [['memset'], ['memset']] }, once: { here: [16, 16] }, many: { here: [8, 8], tml_scatter_nd_s64: [236, 0] }, apart: { tml_scatter_nd_s64: [236, 276] } },
    avr: { stack: { once: { here: [2, 2], below: [0, 0] }, many: { here: [55, 2], below: [130, 0] } }, call: [92, 20], params: [0, 0], library: { once: [[], []], many: [['__adddi3', '__mulsi3', 'memset'], []] }, once: { here: [14, 14] }, many: { here: [82, -12], tml_scatter_nd_s64: [940, 0] }, apart: { tml_scatter_nd_s64: [940, 998] } },
  },
  tml_scatter_nd_s8: {
    'cortex-m4f': { stack: { once: { here: [8, 0], below: [80, 64] }, many: { here: [8, 0], below: [176, 64] } }, call: [24, 16], params: [0, 0], library: { once: [['memset'], []], many: [['memset'], []] }, once: { here: [16, 16] }, many: { here: [8, 8], tml_scatter_nd_s8: [186, 0] }, apart: { tml_scatter_nd_s8: [186, 256] } },
    'cortex-m3': { stack: { once: { here: [8, 0], below: [80, 64] }, many: { here: [8, 0], below: [176, 64] } }, call: [24, 16], params: [0, 0], library: { once: [['memset'], []], many: [['memset'], []] }, once: { here: [16, 16] }, many: { here: [8, 8], tml_scatter_nd_s8: [184, 0] }, apart: { tml_scatter_nd_s8: [184, 254] } },
    avr: { stack: { once: { here: [2, 2], below: [0, 0] }, many: { here: [55, 2], below: [126, 0] } }, call: [92, 14], params: [0, 0], library: { once: [[], []], many: [['__mulsi3', 'memset'], []] }, once: { here: [14, 14] }, many: { here: [82, 0], tml_scatter_nd_s8: [794, 0] }, apart: { tml_scatter_nd_s8: [794, 864] } },
  },
  tml_scatter_nd_u8: {
    'cortex-m4f': { stack: { once: { here: [8, 0], below: [80, 64] }, many: { here: [8, 0], below: [176, 64] } }, call: [24, 16], params: [0, 0], library: { once: [['memset'], []], many: [['memset'], []] }, once: { here: [16, 16] }, many: { here: [8, 8], tml_scatter_nd_u8: [184, 0] }, apart: { tml_scatter_nd_u8: [184, 256] } },
    'cortex-m3': { stack: { once: { here: [8, 0], below: [80, 64] }, many: { here: [8, 0], below: [176, 64] } }, call: [24, 16], params: [0, 0], library: { once: [['memset'], []], many: [['memset'], []] }, once: { here: [16, 16] }, many: { here: [8, 8], tml_scatter_nd_u8: [182, 0] }, apart: { tml_scatter_nd_u8: [182, 254] } },
    avr: { stack: { once: { here: [2, 2], below: [0, 0] }, many: { here: [55, 2], below: [126, 0] } }, call: [92, 14], params: [0, 0], library: { once: [[], []], many: [['__mulsi3', 'memset'], []] }, once: { here: [14, 14] }, many: { here: [82, 0], tml_scatter_nd_u8: [794, 0] }, apart: { tml_scatter_nd_u8: [794, 864] } },
  },
});
