import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_gather_nd_s32: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [0, 0] }, many: { here: [8, 0], below: [160, 0] } }, call: [24, 0], params: [0, 0], library: { once: [[], []], many: [['memcpy'], []] }, once: { here: [-2, -2] }, many: { here: [8, -2], tml_gather_nd_s32: [120, 0] }, apart: { tml_gather_nd_s32: [120, 132] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [0, 0] }, many: { here: [8, 0], below: [160, 0] } }, call: [24, 0], params: [0, 0], library: { once: [[], []], many: [['memcpy'], []] }, once: { here: [-2, -2] }, many: { here: [8, -2], tml_gather_nd_s32: [120, 0] }, apart: { tml_gather_nd_s32: [120, 132] } },
    avr: { stack: { once: { here: [78, 76], below: [26, 26] }, many: { here: [39, 78], below: [98, 26] } }, call: [76, 250], params: [0, 0], library: { once: [['__mulsi3'], ['__mulsi3']], many: [['__mulsi3', 'memcpy'], ['__mulsi3']] }, once: { here: [358, 346] }, many: { here: [82, 106], tml_gather_nd_s32: [442, 0] }, apart: { tml_gather_nd_s32: [456, 474] } },
  },
  tml_gather_nd_s64: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [0, 0] }, many: { here: [8, 0], below: [160, 0] } }, call: [24, 0], params: [0, 0], library: { once: [[], []], many: [['memcpy'], []] }, once: { here: [-2, -2] }, many: { here: [8, -2], tml_gather_nd_s64: [148, 0] }, apart: { tml_gather_nd_s64: [148, 142] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [0, 0] }, many: { here: [8, 0], below: [160, 0] } }, call: [24, 0], params: [0, 0], library: { once: [[], []], many: [['memcpy'], []] }, once: { here: [-2, -2] }, many: { here: [8, -2], tml_gather_nd_s64: [146, 0] }, apart: { tml_gather_nd_s64: [146, 142] } },
    avr: { stack: { once: { here: [94, 92], below: [26, 26] }, many: { here: [39, 94], below: [114, 26] } }, call: [76, 436], params: [0, 0], library: { once: [['__cmpdi2', '__cmpdi2_s8', '__mulsi3'], ['__cmpdi2', '__cmpdi2_s8', '__mulsi3']], many: [['__cmpdi2', '__cmpdi2_s8', '__mulsi3', 'memcpy'], ['__cmpdi2', '__cmpdi2_s8', '__mulsi3']] }, once: { here: [552, 534] }, many: { here: [82, 114], tml_gather_nd_s64: [640, 0] }, apart: { tml_gather_nd_s64: [644, 608] } },
  },
});
