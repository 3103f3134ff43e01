import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_topk_v2_f32: {
    'cortex-m4f': { stack: { once: { here: [20, 16], below: [64, 64] }, many: { here: [8, 20], below: [128, 64] } }, call: [20, 128], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [96, 104] }, many: { here: [12, -28], tml_topk_v2_f32: [178, 0] }, apart: { tml_topk_v2_f32: [178, 230] } },
    'cortex-m3': { stack: { once: { here: [48, 48], below: [88, 88] }, many: { here: [8, 48], below: [176, 88] } }, call: [20, 140], params: [0, 0], library: { once: [['__aeabi_fcmpgt'], ['__aeabi_fcmpgt']], many: [['__aeabi_fcmplt'], ['__aeabi_fcmpgt', '__aeabi_fcmplt']] }, once: { here: [108, 116] }, many: { here: [12, -24], tml_topk_v2_f32: [200, 0] }, apart: { tml_topk_v2_f32: [200, 264] } },
    avr: { stack: { once: { here: [28, 34], below: [26, 26] }, many: { here: [16, 34], below: [88, 26] } }, call: [38, 552], params: [0, 0], library: { once: [['__gtsf2'], ['__gtsf2']], many: [['__gtsf2'], ['__gtsf2', '__ltsf2']] }, once: { here: [410, 650] }, many: { here: [36, 96], tml_topk_v2_f32: [684, 0] }, apart: { tml_topk_v2_f32: [684, 832] } },
  },
  tml_topk_v2_s16: {
    'cortex-m4f': { stack: { once: { here: [32, 36], below: [64, 64] }, many: { here: [8, 36], below: [136, 64] } }, call: [20, 132], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [96, 132] }, many: { here: [12, -8], tml_topk_v2_s16: [174, 0] }, apart: { tml_topk_v2_s16: [174, 230] } },
    'cortex-m3': { stack: { once: { here: [32, 36], below: [64, 64] }, many: { here: [8, 36], below: [128, 64] } }, call: [20, 132], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [96, 132] }, many: { here: [12, -8], tml_topk_v2_s16: [166, 0] }, apart: { tml_topk_v2_s16: [166, 230] } },
    avr: { stack: { once: { here: [18, 22], below: [0, 0] }, many: { here: [16, 22], below: [58, 0] } }, call: [38, 392], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [296, 470] }, many: { here: [36, 78], tml_topk_v2_s16: [620, 0] }, apart: { tml_topk_v2_s16: [620, 712] } },
  },
  tml_topk_v2_s32: {
    'cortex-m4f': { stack: { once: { here: [24, 24], below: [64, 64] }, many: { here: [8, 28], below: [128, 64] } }, call: [20, 108], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [84, 92] }, many: { here: [12, -12], tml_topk_v2_s32: [166, 0] }, apart: { tml_topk_v2_s32: [166, 216] } },
    'cortex-m3': { stack: { once: { here: [24, 24], below: [64, 64] }, many: { here: [8, 28], below: [128, 64] } }, call: [20, 108], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [84, 92] }, many: { here: [12, -12], tml_topk_v2_s32: [158, 0] }, apart: { tml_topk_v2_s32: [158, 216] } },
    avr: { stack: { once: { here: [16, 24], below: [0, 0] }, many: { here: [16, 24], below: [52, 0] } }, call: [38, 454], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [292, 532] }, many: { here: [36, 82], tml_topk_v2_s32: [608, 0] }, apart: { tml_topk_v2_s32: [608, 760] } },
  },
  tml_topk_v2_s64: {
    'cortex-m4f': { stack: { once: { here: [36, 48], below: [64, 64] }, many: { here: [8, 48], below: [144, 64] } }, call: [20, 164], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [112, 164] }, many: { here: [12, -44], tml_topk_v2_s64: [204, 0] }, apart: { tml_topk_v2_s64: [204, 286] } },
    'cortex-m3': { stack: { once: { here: [36, 48], below: [64, 64] }, many: { here: [8, 48], below: [144, 64] } }, call: [20, 164], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [112, 164] }, many: { here: [12, -40], tml_topk_v2_s64: [204, 0] }, apart: { tml_topk_v2_s64: [204, 280] } },
    avr: { stack: { once: { here: [44, 48], below: [26, 26] }, many: { here: [16, 48], below: [104, 26] } }, call: [38, 824], params: [0, 0], library: { once: [['__cmpdi2'], ['__cmpdi2']], many: [['__cmpdi2'], ['__cmpdi2']] }, once: { here: [690, 912] }, many: { here: [36, 68], tml_topk_v2_s64: [942, 0] }, apart: { tml_topk_v2_s64: [942, 1112] } },
  },
  tml_topk_v2_s8: {
    'cortex-m4f': { stack: { once: { here: [28, 24], below: [64, 64] }, many: { here: [8, 28], below: [112, 64] } }, call: [20, 100], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [88, 136] }, many: { here: [12, 32], tml_topk_v2_s8: [140, 0] }, apart: { tml_topk_v2_s8: [140, 198] } },
    'cortex-m3': { stack: { once: { here: [28, 24], below: [64, 64] }, many: { here: [8, 28], below: [112, 64] } }, call: [20, 100], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [88, 136] }, many: { here: [12, 32], tml_topk_v2_s8: [132, 0] }, apart: { tml_topk_v2_s8: [132, 198] } },
    avr: { stack: { once: { here: [16, 18], below: [0, 0] }, many: { here: [16, 18], below: [54, 0] } }, call: [38, 336], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [256, 390] }, many: { here: [36, 46], tml_topk_v2_s8: [540, 0] }, apart: { tml_topk_v2_s8: [540, 634] } },
  },
  tml_topk_v2_u8: {
    'cortex-m4f': { stack: { once: { here: [28, 24], below: [64, 64] }, many: { here: [8, 28], below: [112, 64] } }, call: [20, 100], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [88, 136] }, many: { here: [12, 28], tml_topk_v2_u8: [140, 0] }, apart: { tml_topk_v2_u8: [140, 198] } },
    'cortex-m3': { stack: { once: { here: [28, 24], below: [64, 64] }, many: { here: [8, 28], below: [112, 64] } }, call: [20, 100], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [88, 136] }, many: { here: [12, 28], tml_topk_v2_u8: [132, 0] }, apart: { tml_topk_v2_u8: [132, 198] } },
    avr: { stack: { once: { here: [16, 18], below: [0, 0] }, many: { here: [16, 18], below: [54, 0] } }, call: [38, 336], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [256, 390] }, many: { here: [36, 46], tml_topk_v2_u8: [540, 0] }, apart: { tml_topk_v2_u8: [540, 634] } },
  },
});
