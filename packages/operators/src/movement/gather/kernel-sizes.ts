import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_take_s32: {
    'cortex-m4f': { stack: { once: { here: [20, 12], below: [64, 64] }, many: { here: [8, 16], below: [136, 64] } }, call: [24, 96], params: [0, 0], library: { once: [[], []], many: [['memcpy'], []] }, once: { here: [64, 72] }, many: { here: [8, -32], tml_take_s32: [118, 0] }, apart: { tml_take_s32: [118, 152] } },
    'cortex-m3': { stack: { once: { here: [20, 16], below: [64, 64] }, many: { here: [8, 16], below: [136, 64] } }, call: [24, 96], params: [0, 0], library: { once: [[], []], many: [['memcpy'], []] }, once: { here: [64, 72] }, many: { here: [8, -32], tml_take_s32: [118, 0] }, apart: { tml_take_s32: [118, 166] } },
    avr: { stack: { once: { here: [4, 4], below: [0, 0] }, many: { here: [20, 4], below: [64, 0] } }, call: [38, 94], params: [0, 0], library: { once: [[], []], many: [['memcpy'], []] }, once: { here: [98, 98] }, many: { here: [36, 8], tml_take_s32: [432, 0] }, apart: { tml_take_s32: [432, 468] } },
  },
  tml_take_s64: {
    'cortex-m4f': { stack: { once: { here: [20, 16], below: [64, 64] }, many: { here: [8, 20], below: [144, 64] } }, call: [24, 104], params: [0, 0], library: { once: [[], []], many: [['memcpy'], []] }, once: { here: [80, 92] }, many: { here: [8, -20], tml_take_s64: [136, 0] }, apart: { tml_take_s64: [136, 164] } },
    'cortex-m3': { stack: { once: { here: [20, 16], below: [64, 64] }, many: { here: [8, 20], below: [144, 64] } }, call: [24, 112], params: [0, 0], library: { once: [[], []], many: [['memcpy'], []] }, once: { here: [80, 96] }, many: { here: [8, -28], tml_take_s64: [136, 0] }, apart: { tml_take_s64: [136, 184] } },
    avr: { stack: { once: { here: [13, 14], below: [26, 26] }, many: { here: [20, 14], below: [87, 26] } }, call: [38, 112], params: [0, 0], library: { once: [['__cmpdi2_s8'], ['__cmpdi2_s8']], many: [['__cmpdi2', '__cmpdi2_s8', 'memcpy'], ['__cmpdi2_s8']] }, once: { here: [174, 156] }, many: { here: [36, 60], tml_take_s64: [554, 0] }, apart: { tml_take_s64: [554, 660] } },
  },
});
