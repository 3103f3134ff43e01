import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_mul_f32: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [152, 64] } }, call: [20, 80], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [88, 96] }, many: { here: [12, 20], tml_mul_f32: [202, 0] }, apart: { tml_mul_f32: [202, 248] } },
    'cortex-m3': { stack: { once: { here: [32, 32], below: [88, 88] }, many: { here: [8, 32], below: [184, 88] } }, call: [20, 72], params: [0, 0], library: { once: [['__aeabi_fcmpgt', '__aeabi_fcmplt', '__aeabi_fmul'], ['__aeabi_fcmpgt', '__aeabi_fcmplt', '__aeabi_fmul']], many: [['__aeabi_fcmpgt', '__aeabi_fcmplt', '__aeabi_fmul', 'memset'], ['__aeabi_fcmpgt', '__aeabi_fcmplt', '__aeabi_fmul']] }, once: { here: [80, 84] }, many: { here: [12, 16], tml_mul_f32: [206, 0] }, apart: { tml_mul_f32: [206, 260] } },
    avr: { stack: { once: { here: [6, 8], below: [26, 26] }, many: { here: [30, 8], below: [104, 26] } }, call: [38, 96], params: [0, 0], library: { once: [['__mulsf3'], ['__mulsf3']], many: [['__gtsf2', '__ltsf2', '__mulsf3'], ['__mulsf3']] }, once: { here: [70, 84] }, many: { here: [36, -48], tml_mul_f32: [706, 0] }, apart: { tml_mul_f32: [706, 788] } },
  },
  tml_mul_s16: {
    'cortex-m4f': { stack: { once: { here: [20, 16], below: [64, 64] }, many: { here: [8, 8], below: [192, 184] } }, call: [20, 20], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [100, 96] }, many: { here: [12, 12], tml_mul_s16: [294, 308] }, apart: { tml_mul_s16: [294, 308] } },
    'cortex-m3': { stack: { once: { here: [20, 16], below: [64, 64] }, many: { here: [8, 8], below: [192, 184] } }, call: [20, 20], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [100, 96] }, many: { here: [12, 12], tml_mul_s16: [300, 326] }, apart: { tml_mul_s16: [300, 326] } },
    avr: { stack: { once: { here: [12, 16], below: [26, 26] }, many: { here: [38, 16], below: [128, 26] } }, call: [38, 208], params: [0, 0], library: { once: [['__ashrdi3', '__mulhisi3', '__mulsidi3'], ['__ashrdi3', '__mulhisi3', '__mulsidi3']], many: [['__ashrdi3', '__mulhisi3', '__mulsidi3'], ['__ashrdi3', '__mulhisi3', '__mulsidi3']] }, once: { here: [242, 270] }, many: { here: [36, 72], tml_mul_s16: [978, 0] }, apart: { tml_mul_s16: [978, 1086] } },
  },
  tml_mul_s32: {
    'cortex-m4f': { stack: { once: { here: [8, 0], below: [64, 64] }, many: { here: [8, 0], below: [152, 64] } }, call: [20, 44], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [52, 48] }, many: { here: [12, 4], tml_mul_s32: [180, 0] }, apart: { tml_mul_s32: [180, 246] } },
    'cortex-m3': { stack: { once: { here: [8, 0], below: [64, 64] }, many: { here: [8, 0], below: [152, 64] } }, call: [20, 44], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [52, 48] }, many: { here: [12, 4], tml_mul_s32: [180, 0] }, apart: { tml_mul_s32: [180, 234] } },
    avr: { stack: { once: { here: [8, 6], below: [26, 26] }, many: { here: [30, 8], below: [98, 26] } }, call: [38, 128], params: [0, 0], library: { once: [['__mulsi3'], ['__mulsi3']], many: [['__mulsi3'], ['__mulsi3']] }, once: { here: [126, 110] }, many: { here: [36, -32], tml_mul_s32: [622, 0] }, apart: { tml_mul_s32: [622, 714] } },
  },
  tml_mul_s64: {
    'cortex-m4f': { stack: { once: { here: [12, 8], below: [64, 64] }, many: { here: [8, 12], below: [176, 64] } }, call: [20, 80], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [88, 88] }, many: { here: [12, 8], tml_mul_s64: [238, 0] }, apart: { tml_mul_s64: [238, 292] } },
    'cortex-m3': { stack: { once: { here: [12, 8], below: [64, 64] }, many: { here: [8, 8], below: [176, 64] } }, call: [20, 88], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [84, 92] }, many: { here: [12, 4], tml_mul_s64: [238, 0] }, apart: { tml_mul_s64: [238, 282] } },
    avr: { stack: { once: { here: [16, 16], below: [26, 26] }, many: { here: [22, 18], below: [100, 26] } }, call: [38, 110], params: [0, 0], library: { once: [['__muldi3'], ['__muldi3']], many: [['__muldi3'], ['__muldi3']] }, once: { here: [146, 154] }, many: { here: [36, 46], tml_mul_s64: [712, 0] }, apart: { tml_mul_s64: [712, 776] } },
  },
  tml_mul_s8: {
    'cortex-m4f': { stack: { once: { here: [20, 12], below: [64, 64] }, many: { here: [8, 8], below: [200, 192] } }, call: [20, 20], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [80, 88] }, many: { here: [12, 12], tml_mul_s8: [302, 340] }, apart: { tml_mul_s8: [302, 340] } },
    'cortex-m3': { stack: { once: { here: [20, 12], below: [64, 64] }, many: { here: [8, 8], below: [200, 192] } }, call: [20, 20], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [80, 84] }, many: { here: [12, 12], tml_mul_s8: [314, 370] }, apart: { tml_mul_s8: [314, 370] } },
    avr: { stack: { once: { here: [8, 11], below: [26, 26] }, many: { here: [50, 11], below: [138, 26] } }, call: [38, 208], params: [0, 0], library: { once: [['__ashrdi3', '__mulsi3', '__mulsidi3'], ['__ashrdi3', '__mulsi3', '__mulsidi3']], many: [['__ashrdi3', '__mulsi3', '__mulsidi3'], ['__ashrdi3', '__mulsi3', '__mulsidi3']] }, once: { here: [226, 250] }, many: { here: [36, 42], tml_mul_s8: [1086, 0] }, apart: { tml_mul_s8: [1086, 1222] } },
  },
  tml_mul_u8: {
    'cortex-m4f': { stack: { once: { here: [20, 12], below: [64, 64] }, many: { here: [8, 8], below: [200, 192] } }, call: [20, 20], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [80, 84] }, many: { here: [12, 12], tml_mul_u8: [302, 340] }, apart: { tml_mul_u8: [302, 340] } },
    'cortex-m3': { stack: { once: { here: [20, 12], below: [64, 64] }, many: { here: [8, 8], below: [200, 192] } }, call: [20, 20], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [80, 84] }, many: { here: [12, 12], tml_mul_u8: [314, 370] }, apart: { tml_mul_u8: [314, 370] } },
    avr: { stack: { once: { here: [8, 11], below: [26, 26] }, many: { here: [50, 11], below: [138, 26] } }, call: [38, 204], params: [0, 0], library: { once: [['__ashrdi3', '__mulsi3', '__mulsidi3'], ['__ashrdi3', '__mulsi3', '__mulsidi3']], many: [['__ashrdi3', '__mulsi3', '__mulsidi3'], ['__ashrdi3', '__mulsi3', '__mulsidi3']] }, once: { here: [222, 246] }, many: { here: [36, 42], tml_mul_u8: [1080, 0] }, apart: { tml_mul_u8: [1080, 1218] } },
  },
});
