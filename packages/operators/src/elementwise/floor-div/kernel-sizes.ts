import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_floor_div_f32: {
    'cortex-m4f': { stack: { once: { here: [24, 24], below: [128, 128] }, many: { here: [8, 24], below: [224, 128] } }, call: [20, 68], params: [0, 0], library: { once: [['__aeabi_d2f', '__aeabi_ddiv', '__aeabi_f2d', 'floor'], ['__aeabi_d2f', '__aeabi_ddiv', '__aeabi_f2d', 'floor']], many: [['__aeabi_d2f', '__aeabi_ddiv', '__aeabi_f2d', 'floor', 'memset'], ['__aeabi_d2f', '__aeabi_ddiv', '__aeabi_f2d', 'floor']] }, once: { here: [72, 68] }, many: { here: [12, -4], tml_floor_div_f32: [204, 0] }, apart: { tml_floor_div_f32: [204, 234] } },
    'cortex-m3': { stack: { once: { here: [24, 24], below: [128, 128] }, many: { here: [8, 24], below: [224, 128] } }, call: [20, 60], params: [0, 0], library: { once: [['__aeabi_d2f', '__aeabi_ddiv', '__aeabi_f2d', 'floor'], ['__aeabi_d2f', '__aeabi_ddiv', '__aeabi_f2d', 'floor']], many: [['__aeabi_d2f', '__aeabi_ddiv', '__aeabi_f2d', 'floor', 'memset'], ['__aeabi_d2f', '__aeabi_ddiv', '__aeabi_f2d', 'floor']] }, once: { here: [64, 60] }, many: { here: [12, -4], tml_floor_div_f32: [192, 0] }, apart: { tml_floor_div_f32: [192, 242] } },
    avr: { stack: { once: { here: [4, 8], below: [66, 66] }, many: { here: [22, 10], below: [132, 66] } }, call: [38, 78], params: [0, 0], library: { once: [['__divsf3', 'floor'], ['__divsf3', 'floor']], many: [['__divsf3', 'floor'], ['__divsf3', 'floor']] }, once: { here: [64, 88] }, many: { here: [36, 10], tml_floor_div_f32: [568, 0] }, apart: { tml_floor_div_f32: [568, 656] } },
  },
  tml_floor_div_s16: {
    'cortex-m4f': { stack: { once: { here: [12, 4], below: [64, 64] }, many: { here: [8, 8], below: [160, 64] } }, call: [20, 68], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [64, 108] }, many: { here: [12, 4], tml_floor_div_s16: [188, 0] }, apart: { tml_floor_div_s16: [188, 242] } },
    'cortex-m3': { stack: { once: { here: [12, 4], below: [64, 64] }, many: { here: [8, 4], below: [160, 64] } }, call: [20, 68], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [64, 108] }, many: { here: [12, 8], tml_floor_div_s16: [188, 0] }, apart: { tml_floor_div_s16: [188, 246] } },
    avr: { stack: { once: { here: [16, 18], below: [26, 26] }, many: { here: [22, 18], below: [100, 26] } }, call: [38, 234], params: [0, 0], library: { once: [['__divmodsi4'], ['__divmodsi4']], many: [['__divmodsi4'], ['__divmodsi4']] }, once: { here: [230, 290] }, many: { here: [36, 44], tml_floor_div_s16: [718, 0] }, apart: { tml_floor_div_s16: [718, 834] } },
  },
  tml_floor_div_s32: {
    'cortex-m4f': { stack: { once: { here: [16, 8], below: [64, 64] }, many: { here: [8, 8], below: [160, 64] } }, call: [20, 68], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [60, 72] }, many: { here: [12, 8], tml_floor_div_s32: [184, 0] }, apart: { tml_floor_div_s32: [184, 242] } },
    'cortex-m3': { stack: { once: { here: [16, 8], below: [64, 64] }, many: { here: [8, 8], below: [160, 64] } }, call: [20, 64], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [60, 72] }, many: { here: [12, 12], tml_floor_div_s32: [184, 0] }, apart: { tml_floor_div_s32: [184, 242] } },
    avr: { stack: { once: { here: [16, 16], below: [26, 26] }, many: { here: [22, 16], below: [100, 26] } }, call: [38, 246], params: [0, 0], library: { once: [['__divmodsi4'], ['__divmodsi4']], many: [['__divmodsi4'], ['__divmodsi4']] }, once: { here: [234, 254] }, many: { here: [36, -40], tml_floor_div_s32: [750, 0] }, apart: { tml_floor_div_s32: [750, 844] } },
  },
  tml_floor_div_s8: {
    'cortex-m4f': { stack: { once: { here: [12, 4], below: [64, 64] }, many: { here: [8, 8], below: [160, 64] } }, call: [20, 68], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [60, 100] }, many: { here: [12, 4], tml_floor_div_s8: [174, 0] }, apart: { tml_floor_div_s8: [174, 232] } },
    'cortex-m3': { stack: { once: { here: [12, 4], below: [64, 64] }, many: { here: [8, 8], below: [160, 64] } }, call: [20, 72], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [60, 100] }, many: { here: [12, 0], tml_floor_div_s8: [174, 0] }, apart: { tml_floor_div_s8: [174, 236] } },
    avr: { stack: { once: { here: [18, 16], below: [26, 26] }, many: { here: [22, 18], below: [102, 26] } }, call: [38, 170], params: [0, 0], library: { once: [['__divmodsi4'], ['__divmodsi4']], many: [['__divmodsi4'], ['__divmodsi4']] }, once: { here: [238, 210] }, many: { here: [36, 44], tml_floor_div_s8: [686, 0] }, apart: { tml_floor_div_s8: [686, 756] } },
  },
});
