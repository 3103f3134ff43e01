import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_sum_f32: {
    'cortex-m4f': { stack: { once: { here: [8, 0], below: [64, 64] }, many: { here: [8, 0], below: [144, 64] } }, call: [16, 48], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [60, 48] }, many: { here: [12, 0], tml_sum_f32: [204, 0] }, apart: { tml_sum_f32: [204, 244] } },
    'cortex-m3': { stack: { once: { here: [24, 24], below: [88, 88] }, many: { here: [8, 24], below: [184, 88] } }, call: [16, 48], params: [0, 0], library: { once: [['__aeabi_fadd'], ['__aeabi_fadd']], many: [['__aeabi_fadd'], ['__aeabi_fadd']] }, once: { here: [56, 52] }, many: { here: [12, 4], tml_sum_f32: [204, 0] }, apart: { tml_sum_f32: [204, 242] } },
    avr: { stack: { once: { here: [10, 10], below: [26, 26] }, many: { here: [24, 10], below: [104, 26] } }, call: [34, 70], params: [0, 0], library: { once: [['__addsf3'], ['__addsf3']], many: [['__addsf3', '__mulsi3'], ['__addsf3']] }, once: { here: [102, 102] }, many: { here: [36, 28], tml_sum_f32: [828, 0] }, apart: { tml_sum_f32: [828, 840] } },
  },
  tml_sum_s16: {
    'cortex-m4f': { stack: { once: { here: [24, 24], below: [64, 64] }, many: { here: [8, 24], below: [168, 64] } }, call: [16, 112], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [124, 120] }, many: { here: [12, 8], tml_sum_s16: [316, 0] }, apart: { tml_sum_s16: [316, 356] } },
    'cortex-m3': { stack: { once: { here: [24, 24], below: [64, 64] }, many: { here: [8, 24], below: [168, 64] } }, call: [16, 112], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [120, 120] }, many: { here: [12, 8], tml_sum_s16: [316, 0] }, apart: { tml_sum_s16: [316, 348] } },
    avr: { stack: { once: { here: [12, 12], below: [26, 26] }, many: { here: [40, 12], below: [128, 26] } }, call: [34, 240], params: [0, 0], library: { once: [['__ashrdi3', '__mulsidi3'], ['__ashrdi3', '__mulsidi3']], many: [['__ashrdi3', '__mulsi3', '__mulsidi3'], ['__ashrdi3', '__mulsidi3']] }, once: { here: [278, 278] }, many: { here: [36, 32], tml_sum_s16: [1294, 0] }, apart: { tml_sum_s16: [1294, 1306] } },
  },
  tml_sum_s32: {
    'cortex-m4f': { stack: { once: { here: [12, 4], below: [64, 64] }, many: { here: [8, 4], below: [144, 64] } }, call: [16, 44], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [44, 48] }, many: { here: [12, 4], tml_sum_s32: [190, 0] }, apart: { tml_sum_s32: [190, 212] } },
    'cortex-m3': { stack: { once: { here: [12, 4], below: [64, 64] }, many: { here: [8, 4], below: [144, 64] } }, call: [16, 44], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [44, 44] }, many: { here: [12, 0], tml_sum_s32: [190, 0] }, apart: { tml_sum_s32: [190, 212] } },
    avr: { stack: { once: { here: [6, 6], below: [0, 0] }, many: { here: [24, 6], below: [110, 0] } }, call: [34, 60], params: [0, 0], library: { once: [[], []], many: [['__mulsi3'], []] }, once: { here: [82, 78] }, many: { here: [36, 18], tml_sum_s32: [840, 0] }, apart: { tml_sum_s32: [840, 816] } },
  },
  tml_sum_s64: {
    'cortex-m4f': { stack: { once: { here: [20, 12], below: [64, 64] }, many: { here: [8, 16], below: [152, 64] } }, call: [16, 60], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [56, 56] }, many: { here: [12, -12], tml_sum_s64: [216, 0] }, apart: { tml_sum_s64: [216, 254] } },
    'cortex-m3': { stack: { once: { here: [20, 12], below: [64, 64] }, many: { here: [8, 16], below: [152, 64] } }, call: [16, 60], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [56, 56] }, many: { here: [12, -12], tml_sum_s64: [216, 0] }, apart: { tml_sum_s64: [216, 254] } },
    avr: { stack: { once: { here: [14, 14], below: [26, 26] }, many: { here: [24, 14], below: [108, 26] } }, call: [34, 110], params: [0, 0], library: { once: [['__adddi3'], ['__adddi3']], many: [['__adddi3', '__mulsi3'], ['__adddi3']] }, once: { here: [138, 166] }, many: { here: [36, 58], tml_sum_s64: [906, 0] }, apart: { tml_sum_s64: [906, 916] } },
  },
  tml_sum_u8: {
    'cortex-m4f': { stack: { once: { here: [20, 16], below: [64, 64] }, many: { here: [8, 16], below: [168, 64] } }, call: [16, 76], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [80, 84] }, many: { here: [12, 8], tml_sum_u8: [280, 0] }, apart: { tml_sum_u8: [280, 324] } },
    'cortex-m3': { stack: { once: { here: [20, 20], below: [64, 64] }, many: { here: [8, 20], below: [168, 64] } }, call: [16, 76], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [80, 84] }, many: { here: [12, 8], tml_sum_u8: [280, 0] }, apart: { tml_sum_u8: [280, 320] } },
    avr: { stack: { once: { here: [12, 12], below: [26, 26] }, many: { here: [40, 12], below: [120, 26] } }, call: [34, 212], params: [0, 0], library: { once: [['__ashrdi3', '__mulsidi3'], ['__ashrdi3', '__mulsidi3']], many: [['__ashrdi3', '__mulsi3', '__mulsidi3'], ['__ashrdi3', '__mulsidi3']] }, once: { here: [246, 248] }, many: { here: [36, 38], tml_sum_u8: [1190, 0] }, apart: { tml_sum_u8: [1190, 1234] } },
  },
});
