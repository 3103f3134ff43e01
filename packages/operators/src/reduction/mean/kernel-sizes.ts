import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_mean_f32: {
    'cortex-m4f': { stack: { once: { here: [8, 0], below: [64, 64] }, many: { here: [8, 0], below: [144, 64] } }, call: [16, 60], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [72, 60] }, many: { here: [12, -4], tml_mean_f32: [224, 0] }, apart: { tml_mean_f32: [224, 264] } },
    'cortex-m3': { stack: { once: { here: [32, 32], below: [88, 88] }, many: { here: [8, 32], below: [192, 88] } }, call: [16, 60], params: [0, 0], library: { once: [['__aeabi_fadd', '__aeabi_fmul'], ['__aeabi_fadd', '__aeabi_fmul']], many: [['__aeabi_fadd', '__aeabi_fdiv', '__aeabi_i2f'], ['__aeabi_fadd', '__aeabi_fdiv', '__aeabi_fmul']] }, once: { here: [68, 64] }, many: { here: [12, 12], tml_mean_f32: [234, 0] }, apart: { tml_mean_f32: [234, 268] } },
    avr: { stack: { once: { here: [10, 10], below: [26, 26] }, many: { here: [24, 10], below: [112, 26] } }, call: [34, 78], params: [0, 0], library: { once: [['__addsf3', '__mulsf3'], ['__addsf3', '__mulsf3']], many: [['__addsf3', '__divsf3', '__floatsisf', '__mulsi3'], ['__addsf3', '__divsf3', '__mulsf3']] }, once: { here: [116, 114] }, many: { here: [36, 36], tml_mean_f32: [916, 0] }, apart: { tml_mean_f32: [916, 898] } },
  },
  tml_mean_plain_s32: {
    'cortex-m4f': { stack: { once: { here: [16, 12], below: [64, 64] }, many: { here: [8, 20], below: [176, 64] } }, call: [16, 68], params: [0, 0], library: { once: [[], []], many: [['__aeabi_ldivmod'], []] }, once: { here: [68, 72] }, many: { here: [12, 76], tml_mean_plain_s32: [222, 0] }, apart: { tml_mean_plain_s32: [222, 248] } },
    'cortex-m3': { stack: { once: { here: [16, 12], below: [64, 64] }, many: { here: [8, 24], below: [176, 64] } }, call: [16, 68], params: [0, 0], library: { once: [[], []], many: [['__aeabi_ldivmod'], []] }, once: { here: [68, 72] }, many: { here: [12, 80], tml_mean_plain_s32: [224, 0] }, apart: { tml_mean_plain_s32: [224, 246] } },
    avr: { stack: { once: { here: [18, 20], below: [26, 26] }, many: { here: [24, 26], below: [130, 26] } }, call: [34, 156], params: [0, 0], library: { once: [['__adddi3', '__adddi3_s8', '__ashrdi3', '__cmpdi2_s8'], ['__adddi3', '__adddi3_s8', '__ashrdi3', '__cmpdi2_s8']], many: [['__adddi3', '__divdi3', '__mulsi3', '__mulsidi3'], ['__adddi3', '__adddi3_s8', '__ashrdi3', '__cmpdi2_s8', '__divdi3']] }, once: { here: [230, 216] }, many: { here: [36, 120], tml_mean_plain_s32: [1190, 0] }, apart: { tml_mean_plain_s32: [1190, 1122] } },
  },
  tml_mean_plain_s64: {
    'cortex-m4f': { stack: { once: { here: [20, 12], below: [64, 64] }, many: { here: [8, 20], below: [184, 64] } }, call: [16, 76], params: [0, 0], library: { once: [[], []], many: [['__aeabi_ldivmod'], []] }, once: { here: [76, 76] }, many: { here: [12, 76], tml_mean_plain_s64: [232, 0] }, apart: { tml_mean_plain_s64: [232, 256] } },
    'cortex-m3': { stack: { once: { here: [20, 12], below: [64, 64] }, many: { here: [8, 24], below: [184, 64] } }, call: [16, 76], params: [0, 0], library: { once: [[], []], many: [['__aeabi_ldivmod'], []] }, once: { here: [76, 76] }, many: { here: [12, 80], tml_mean_plain_s64: [232, 0] }, apart: { tml_mean_plain_s64: [232, 254] } },
    avr: { stack: { once: { here: [16, 14], below: [26, 26] }, many: { here: [24, 14], below: [118, 26] } }, call: [34, 152], params: [0, 0], library: { once: [['__adddi3', '__adddi3_s8', '__ashrdi3', '__cmpdi2_s8'], ['__adddi3', '__adddi3_s8', '__ashrdi3', '__cmpdi2_s8']], many: [['__adddi3', '__divdi3', '__mulsi3', '__mulsidi3'], ['__adddi3', '__adddi3_s8', '__ashrdi3', '__cmpdi2_s8', '__divdi3']] }, once: { here: [250, 208] }, many: { here: [36, 4], tml_mean_plain_s64: [1044, 0] }, apart: { tml_mean_plain_s64: [1044, 1002] } },
  },
  tml_mean_s16: {
    'cortex-m4f': { stack: { once: { here: [24, 24], below: [64, 64] }, many: { here: [8, 24], below: [168, 64] } }, call: [16, 112], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [124, 120] }, many: { here: [12, 8], tml_mean_s16: [316, 0] }, apart: { tml_mean_s16: [316, 356] } },
    'cortex-m3': { stack: { once: { here: [24, 24], below: [64, 64] }, many: { here: [8, 24], below: [168, 64] } }, call: [16, 112], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [120, 120] }, many: { here: [12, 8], tml_mean_s16: [316, 0] }, apart: { tml_mean_s16: [316, 348] } },
    avr: { stack: { once: { here: [12, 12], below: [26, 26] }, many: { here: [40, 12], below: [128, 26] } }, call: [34, 240], params: [0, 0], library: { once: [['__ashrdi3', '__mulsidi3'], ['__ashrdi3', '__mulsidi3']], many: [['__ashrdi3', '__mulsi3', '__mulsidi3'], ['__ashrdi3', '__mulsidi3']] }, once: { here: [278, 278] }, many: { here: [36, 32], tml_mean_s16: [1294, 0] }, apart: { tml_mean_s16: [1294, 1306] } },
  },
  tml_mean_u8: {
    'cortex-m4f': { stack: { once: { here: [20, 16], below: [64, 64] }, many: { here: [8, 16], below: [168, 64] } }, call: [16, 76], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [80, 84] }, many: { here: [12, 8], tml_mean_u8: [280, 0] }, apart: { tml_mean_u8: [280, 324] } },
    'cortex-m3': { stack: { once: { here: [20, 20], below: [64, 64] }, many: { here: [8, 20], below: [168, 64] } }, call: [16, 76], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [80, 84] }, many: { here: [12, 8], tml_mean_u8: [280, 0] }, apart: { tml_mean_u8: [280, 320] } },
    avr: { stack: { once: { here: [12, 12], below: [26, 26] }, many: { here: [40, 12], below: [120, 26] } }, call: [34, 212], params: [0, 0], library: { once: [['__ashrdi3', '__mulsidi3'], ['__ashrdi3', '__mulsidi3']], many: [['__ashrdi3', '__mulsi3', '__mulsidi3'], ['__ashrdi3', '__mulsidi3']] }, once: { here: [246, 248] }, many: { here: [36, 38], tml_mean_u8: [1190, 0] }, apart: { tml_mean_u8: [1190, 1234] } },
  },
});
