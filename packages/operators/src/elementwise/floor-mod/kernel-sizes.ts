import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_floor_mod_f32: {
    'cortex-m4f': { stack: { once: { here: [24, 24], below: [128, 128] }, many: { here: [8, 24], below: [224, 128] } }, call: [20, 84], params: [0, 0], library: { once: [['fmodf'], ['fmodf']], many: [['fmodf', 'memset'], ['fmodf']] }, once: { here: [100, 100] }, many: { here: [12, 16], tml_floor_mod_f32: [242, 0] }, apart: { tml_floor_mod_f32: [242, 270] } },
    'cortex-m3': { stack: { once: { here: [32, 32], below: [128, 128] }, many: { here: [8, 32], below: [224, 128] } }, call: [20, 96], params: [0, 0], library: { once: [['__aeabi_fadd', '__aeabi_fcmpeq', '__aeabi_fcmplt', 'fmodf'], ['__aeabi_fadd', '__aeabi_fcmpeq', '__aeabi_fcmplt', 'fmodf']], many: [['__aeabi_fadd', '__aeabi_fcmpeq', '__aeabi_fcmplt', 'fmodf', 'memset'], ['__aeabi_fadd', '__aeabi_fcmpeq', '__aeabi_fcmplt', 'fmodf']] }, once: { here: [108, 104] }, many: { here: [12, 4], tml_floor_mod_f32: [232, 0] }, apart: { tml_floor_mod_f32: [232, 276] } },
    avr: { stack: { once: { here: [13, 17], below: [66, 66] }, many: { here: [22, 17], below: [141, 66] } }, call: [38, 254], params: [0, 0], library: { once: [['__addsf3', '__ltsf2', '__nesf2', 'fmod'], ['__addsf3', '__ltsf2', '__nesf2', 'fmod']], many: [['__addsf3', '__ltsf2', '__nesf2', 'fmod'], ['__addsf3', '__ltsf2', '__nesf2', 'fmod']] }, once: { here: [204, 212] }, many: { here: [36, -144], tml_floor_mod_f32: [704, 0] }, apart: { tml_floor_mod_f32: [704, 794] } },
  },
  tml_floor_mod_s16: {
    'cortex-m4f': { stack: { once: { here: [8, 0], below: [64, 64] }, many: { here: [8, 4], below: [152, 64] } }, call: [20, 64], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [64, 72] }, many: { here: [12, 16], tml_floor_mod_s16: [186, 0] }, apart: { tml_floor_mod_s16: [186, 236] } },
    'cortex-m3': { stack: { once: { here: [8, 0], below: [64, 64] }, many: { here: [8, 4], below: [152, 64] } }, call: [20, 68], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [64, 72] }, many: { here: [12, 4], tml_floor_mod_s16: [186, 0] }, apart: { tml_floor_mod_s16: [186, 230] } },
    avr: { stack: { once: { here: [14, 18], below: [26, 26] }, many: { here: [22, 18], below: [100, 26] } }, call: [38, 180], params: [0, 0], library: { once: [['__divmodsi4'], ['__divmodsi4']], many: [['__divmodsi4'], ['__divmodsi4']] }, once: { here: [198, 236] }, many: { here: [36, 46], tml_floor_mod_s16: [688, 0] }, apart: { tml_floor_mod_s16: [688, 766] } },
  },
  tml_floor_mod_s32: {
    'cortex-m4f': { stack: { once: { here: [12, 4], below: [64, 64] }, many: { here: [8, 4], below: [152, 64] } }, call: [20, 60], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [64, 72] }, many: { here: [12, 24], tml_floor_mod_s32: [182, 0] }, apart: { tml_floor_mod_s32: [182, 248] } },
    'cortex-m3': { stack: { once: { here: [12, 4], below: [64, 64] }, many: { here: [8, 4], below: [152, 64] } }, call: [20, 60], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [64, 72] }, many: { here: [12, 24], tml_floor_mod_s32: [182, 0] }, apart: { tml_floor_mod_s32: [182, 242] } },
    avr: { stack: { once: { here: [14, 16], below: [26, 26] }, many: { here: [22, 16], below: [100, 26] } }, call: [38, 242], params: [0, 0], library: { once: [['__divmodsi4'], ['__divmodsi4']], many: [['__divmodsi4'], ['__divmodsi4']] }, once: { here: [194, 216] }, many: { here: [36, -108], tml_floor_mod_s32: [704, 0] }, apart: { tml_floor_mod_s32: [704, 794] } },
  },
  tml_floor_mod_s64: {
    'cortex-m4f': { stack: { once: { here: [24, 24], below: [88, 88] }, many: { here: [8, 24], below: [184, 88] } }, call: [20, 96], params: [0, 0], library: { once: [['__aeabi_ldivmod'], ['__aeabi_ldivmod']], many: [['__aeabi_ldivmod', 'memset'], ['__aeabi_ldivmod']] }, once: { here: [92, 104] }, many: { here: [12, 4], tml_floor_mod_s64: [230, 0] }, apart: { tml_floor_mod_s64: [230, 282] } },
    'cortex-m3': { stack: { once: { here: [24, 24], below: [88, 88] }, many: { here: [8, 24], below: [184, 88] } }, call: [20, 92], params: [0, 0], library: { once: [['__aeabi_ldivmod'], ['__aeabi_ldivmod']], many: [['__aeabi_ldivmod', 'memset'], ['__aeabi_ldivmod']] }, once: { here: [92, 100] }, many: { here: [12, 8], tml_floor_mod_s64: [230, 0] }, apart: { tml_floor_mod_s64: [230, 272] } },
    avr: { stack: { once: { here: [28, 33], below: [26, 26] }, many: { here: [22, 33], below: [115, 26] } }, call: [38, 306], params: [0, 0], library: { once: [['__adddi3', '__adddi3_s8', '__cmpdi2_s8', '__lshrdi3', '__moddi3'], ['__adddi3', '__adddi3_s8', '__cmpdi2_s8', '__lshrdi3', '__moddi3']], many: [['__adddi3', '__adddi3_s8', '__cmpdi2_s8', '__lshrdi3', '__moddi3'], ['__adddi3', '__adddi3_s8', '__cmpdi2_s8', '__lshrdi3', '__moddi3']] }, once: { here: [408, 410] }, many: { here: [36, 108], tml_floor_mod_s64: [934, 0] }, apart: { tml_floor_mod_s64: [934, 1046] } },
  },
  tml_floor_mod_s8: {
    'cortex-m4f': { stack: { once: { here: [8, 0], below: [64, 64] }, many: { here: [8, 4], below: [152, 64] } }, call: [20, 72], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [60, 68] }, many: { here: [12, -4], tml_floor_mod_s8: [174, 0] }, apart: { tml_floor_mod_s8: [174, 240] } },
    'cortex-m3': { stack: { once: { here: [8, 0], below: [64, 64] }, many: { here: [8, 4], below: [152, 64] } }, call: [20, 72], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [60, 68] }, many: { here: [12, -4], tml_floor_mod_s8: [174, 0] }, apart: { tml_floor_mod_s8: [174, 232] } },
    avr: { stack: { once: { here: [18, 16], below: [26, 26] }, many: { here: [22, 18], below: [102, 26] } }, call: [38, 156], params: [0, 0], library: { once: [['__divmodsi4'], ['__divmodsi4']], many: [['__divmodsi4'], ['__divmodsi4']] }, once: { here: [218, 204] }, many: { here: [36, 52], tml_floor_mod_s8: [654, 0] }, apart: { tml_floor_mod_s8: [654, 724] } },
  },
});
