import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_reduce_prod_f32: {
    'cortex-m4f': { stack: { once: { here: [8, 0], below: [64, 64] }, many: { here: [8, 0], below: [144, 64] } }, call: [16, 48], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [52, 44] }, many: { here: [12, -4], tml_reduce_prod_f32: [200, 0] }, apart: { tml_reduce_prod_f32: [200, 238] } },
    'cortex-m3': { stack: { once: { here: [24, 24], below: [88, 88] }, many: { here: [8, 24], below: [184, 88] } }, call: [16, 48], params: [0, 0], library: { once: [['__aeabi_fmul'], ['__aeabi_fmul']], many: [['__aeabi_fmul'], ['__aeabi_fmul']] }, once: { here: [52, 52] }, many: { here: [12, 8], tml_reduce_prod_f32: [206, 0] }, apart: { tml_reduce_prod_f32: [206, 246] } },
    avr: { stack: { once: { here: [10, 10], below: [26, 26] }, many: { here: [24, 10], below: [104, 26] } }, call: [34, 72], params: [0, 0], library: { once: [['__mulsf3'], ['__mulsf3']], many: [['__mulsf3', '__mulsi3'], ['__mulsf3']] }, once: { here: [104, 104] }, many: { here: [36, 28], tml_reduce_prod_f32: [830, 0] }, apart: { tml_reduce_prod_f32: [830, 844] } },
  },
  tml_reduce_prod_s16: {
    'cortex-m4f': { stack: { once: { here: [48, 48], below: [64, 64] }, many: { here: [8, 48], below: [208, 64] } }, call: [16, 168], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [192, 200] }, many: { here: [12, 32], tml_reduce_prod_s16: [452, 0] }, apart: { tml_reduce_prod_s16: [452, 480] } },
    'cortex-m3': { stack: { once: { here: [48, 48], below: [64, 64] }, many: { here: [8, 48], below: [200, 64] } }, call: [16, 184], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [192, 200] }, many: { here: [12, 12], tml_reduce_prod_s16: [456, 0] }, apart: { tml_reduce_prod_s16: [456, 480] } },
    avr: { stack: { once: { here: [20, 20], below: [26, 26] }, many: { here: [48, 20], below: [148, 26] } }, call: [34, 340], params: [0, 0], library: { once: [['__ashrdi3', '__muldi3', '__mulsidi3'], ['__ashrdi3', '__muldi3', '__mulsidi3']], many: [['__adddi3', '__ashldi3', '__ashrdi3', '__muldi3', '__mulsi3', '__mulsidi3'], ['__ashrdi3', '__muldi3', '__mulsidi3']] }, once: { here: [408, 410] }, many: { here: [36, 72], tml_reduce_prod_s16: [1572, 0] }, apart: { tml_reduce_prod_s16: [1572, 1556] } },
  },
  tml_reduce_prod_s32: {
    'cortex-m4f': { stack: { once: { here: [12, 4], below: [64, 64] }, many: { here: [8, 4], below: [144, 64] } }, call: [16, 44], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [48, 48] }, many: { here: [12, 8], tml_reduce_prod_s32: [194, 0] }, apart: { tml_reduce_prod_s32: [194, 214] } },
    'cortex-m3': { stack: { once: { here: [12, 4], below: [64, 64] }, many: { here: [8, 4], below: [144, 64] } }, call: [16, 48], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [48, 48] }, many: { here: [12, -4], tml_reduce_prod_s32: [194, 0] }, apart: { tml_reduce_prod_s32: [194, 214] } },
    avr: { stack: { once: { here: [8, 8], below: [26, 26] }, many: { here: [24, 8], below: [106, 26] } }, call: [34, 66], params: [0, 0], library: { once: [['__mulsi3'], ['__mulsi3']], many: [['__mulsi3'], ['__mulsi3']] }, once: { here: [98, 96] }, many: { here: [36, 30], tml_reduce_prod_s32: [840, 0] }, apart: { tml_reduce_prod_s32: [840, 816] } },
  },
  tml_reduce_prod_s64: {
    'cortex-m4f': { stack: { once: { here: [20, 16], below: [64, 64] }, many: { here: [8, 16], below: [152, 64] } }, call: [16, 64], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [64, 68] }, many: { here: [12, 0], tml_reduce_prod_s64: [224, 0] }, apart: { tml_reduce_prod_s64: [224, 276] } },
    'cortex-m3': { stack: { once: { here: [20, 12], below: [64, 64] }, many: { here: [8, 12], below: [152, 64] } }, call: [16, 64], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [64, 68] }, many: { here: [12, 0], tml_reduce_prod_s64: [224, 0] }, apart: { tml_reduce_prod_s64: [224, 272] } },
    avr: { stack: { once: { here: [18, 18], below: [26, 26] }, many: { here: [24, 18], below: [114, 26] } }, call: [34, 96], params: [0, 0], library: { once: [['__muldi3'], ['__muldi3']], many: [['__muldi3', '__mulsi3'], ['__muldi3']] }, once: { here: [166, 166] }, many: { here: [36, 72], tml_reduce_prod_s64: [1032, 0] }, apart: { tml_reduce_prod_s64: [1032, 990] } },
  },
  tml_reduce_prod_s8: {
    'cortex-m4f': { stack: { once: { here: [36, 36], below: [64, 64] }, many: { here: [8, 36], below: [200, 64] } }, call: [16, 164], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [192, 176] }, many: { here: [12, 12], tml_reduce_prod_s8: [430, 0] }, apart: { tml_reduce_prod_s8: [430, 460] } },
    'cortex-m3': { stack: { once: { here: [36, 48], below: [64, 64] }, many: { here: [8, 48], below: [200, 64] } }, call: [16, 176], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [192, 188] }, many: { here: [12, 16], tml_reduce_prod_s8: [436, 0] }, apart: { tml_reduce_prod_s8: [436, 448] } },
    avr: { stack: { once: { here: [20, 20], below: [26, 26] }, many: { here: [48, 20], below: [146, 26] } }, call: [34, 332], params: [0, 0], library: { once: [['__ashrdi3', '__muldi3', '__mulsidi3'], ['__ashrdi3', '__muldi3', '__mulsidi3']], many: [['__adddi3', '__ashldi3', '__ashrdi3', '__muldi3', '__mulsi3', '__mulsidi3'], ['__ashrdi3', '__muldi3', '__mulsidi3']] }, once: { here: [400, 400] }, many: { here: [36, 72], tml_reduce_prod_s8: [1510, 0] }, apart: { tml_reduce_prod_s8: [1510, 1534] } },
  },
});
