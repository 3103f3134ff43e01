import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_l2_normalization_f32: {
    'cortex-m4f': { stack: { once: { here: [8, 16], below: [128, 128] }, many: { here: [8, 16], below: [176, 128] } }, call: [16, 144], params: [0, 0], library: { once: [['sqrtf'], ['sqrtf']], many: [['sqrtf'], ['sqrtf']] }, once: { here: [128, 156] }, many: { here: [12, 16], tml_l2_normalization_f32: [160, 0] }, apart: { tml_l2_normalization_f32: [160, 204] } },
    'cortex-m3': { stack: { once: { here: [32, 32], below: [128, 128] }, many: { here: [8, 32], below: [184, 128] } }, call: [16, 128], params: [0, 0], library: { once: [['__aeabi_fadd', '__aeabi_fcmpgt', '__aeabi_fcmplt', '__aeabi_fdiv', '__aeabi_fmul', 'sqrtf'], ['__aeabi_fadd', '__aeabi_fcmpgt', '__aeabi_fcmplt', '__aeabi_fdiv', '__aeabi_fmul', 'sqrtf']], many: [['__aeabi_fadd', '__aeabi_fcmpgt', '__aeabi_fcmplt', '__aeabi_fdiv', '__aeabi_fmul', 'sqrtf'], ['__aeabi_fadd', '__aeabi_fcmpgt', '__aeabi_fcmplt', '__aeabi_fdiv', '__aeabi_fmul', 'sqrtf']] }, once: { here: [128, 132] }, many: { here: [12, 4], tml_l2_normalization_f32: [172, 0] }, apart: { tml_l2_normalization_f32: [172, 200] } },
    avr: { stack: { once: { here: [14, 16], below: [66, 66] }, many: { here: [20, 16], below: [114, 66] } }, call: [34, 160], params: [0, 0], library: { once: [['__addsf3', '__divsf3', '__ltsf2', '__mulsf3', 'sqrtf'], ['__addsf3', '__divsf3', '__ltsf2', '__mulsf3', 'sqrtf']], many: [['__addsf3', '__divsf3', '__gtsf2', '__ltsf2', '__mulsf3', 'sqrtf'], ['__addsf3', '__divsf3', '__ltsf2', '__mulsf3', 'sqrtf']] }, once: { here: [210, 222] }, many: { here: [36, 62], tml_l2_normalization_f32: [536, 0] }, apart: { tml_l2_normalization_f32: [536, 578] } },
  },
  tml_l2_normalization_s8: {
    'cortex-m4f': { stack: { once: { here: [28, 48], below: [64, 64] }, many: { here: [8, 8], below: [120, 136] } }, call: [16, 16], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [400, 496] }, many: { here: [12, 12], tml_l2_normalization_s8: [436, 560] }, apart: { tml_l2_normalization_s8: [436, 560] } },
    'cortex-m3': { stack: { once: { here: [28, 48], below: [64, 64] }, many: { here: [8, 8], below: [120, 136] } }, call: [16, 16], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [400, 512] }, many: { here: [12, 12], tml_l2_normalization_s8: [436, 540] }, apart: { tml_l2_normalization_s8: [436, 540] } },
    avr: { stack: { once: { here: [28, 34], below: [26, 26] }, many: { here: [16, 34], below: [92, 26] } }, call: [34, 696], params: [0, 0], library: { once: [['__ashrdi3', '__mulsi3', '__mulsidi3'], ['__ashrdi3', '__muldi3', '__mulsi3']], many: [['__ashrdi3', '__mulsi3', '__mulsidi3'], ['__ashrdi3', '__muldi3', '__mulsi3']] }, once: { here: [610, 792] }, many: { here: [36, 88], tml_l2_normalization_s8: [860, 0] }, apart: { tml_l2_normalization_s8: [860, 978] } },
  },
  tml_l2_normalization_u8: {
    'cortex-m4f': { stack: { once: { here: [28, 48], below: [64, 64] }, many: { here: [8, 8], below: [120, 136] } }, call: [16, 16], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [364, 460] }, many: { here: [12, 12], tml_l2_normalization_u8: [416, 540] }, apart: { tml_l2_normalization_u8: [416, 540] } },
    'cortex-m3': { stack: { once: { here: [28, 48], below: [64, 64] }, many: { here: [8, 8], below: [120, 136] } }, call: [16, 16], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [364, 472] }, many: { here: [12, 12], tml_l2_normalization_u8: [416, 524] }, apart: { tml_l2_normalization_u8: [416, 524] } },
    avr: { stack: { once: { here: [12, 18], below: [26, 26] }, many: { here: [16, 18], below: [92, 26] } }, call: [34, 340], params: [0, 0], library: { once: [['__mulsi3'], ['__mulsi3']], many: [['__ashrdi3', '__mulsi3', '__mulsidi3'], ['__mulsi3']] }, once: { here: [324, 402] }, many: { here: [36, 62], tml_l2_normalization_u8: [864, 0] }, apart: { tml_l2_normalization_u8: [864, 1028] } },
  },
});
