import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_add_s8_dsp: {
    'cortex-m4f': { stack: { once: { here: [28, 36], below: [64, 64] }, many: { here: [8, 8], below: [120, 120] } }, call: [20, 20], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [260, 252] }, many: { here: [12, 12], tml_add_s8_dsp: [380, 438] }, apart: { tml_add_s8_dsp: [380, 438] } },
  },
  tml_add_s8_mve: {
    'cortex-m55': { stack: { once: { here: [96, 120], below: [160, 160] }, many: { here: [8, 8], below: [264, 312] } }, call: [24, 24], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [248, 276], tml_add_eights_twice_mve: [118, 118], tml_add_eights_zeros_mve: [102, 102] }, many: { here: [12, 12], tml_add_eights_twice_mve: [118, 118], tml_add_eights_zeros_mve: [102, 102], tml_add_s8_mve: [406, 512] }, apart: { tml_add_eights_twice_mve: [118, 118], tml_add_eights_zeros_mve: [102, 102], tml_add_s8_mve: [406, 512] } },
  },
  tml_relu_f32: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [72, 64] } }, call: [16, 76], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [76, 88] }, many: { here: [12, 12], tml_relu_f32: [60, 0] }, apart: { tml_relu_f32: [60, 60] } },
    'cortex-m3': { stack: { once: { here: [32, 32], below: [88, 88] }, many: { here: [8, 32], below: [128, 88] } }, call: [16, 64], params: [0, 0], library: { once: [['__aeabi_fcmpgt', '__aeabi_fcmplt'], ['__aeabi_fcmpgt', '__aeabi_fcmplt']], many: [['__aeabi_fcmpgt', '__aeabi_fcmplt'], ['__aeabi_fcmpgt', '__aeabi_fcmplt']] }, once: { here: [68, 72] }, many: { here: [12, 12], tml_relu_f32: [68, 0] }, apart: { tml_relu_f32: [68, 84] } },
    avr: { stack: { once: { here: [8, 10], below: [26, 26] }, many: { here: [16, 12], below: [58, 26] } }, call: [34, 88], params: [0, 0], library: { once: [['__ltsf2'], ['__ltsf2']], many: [['__gtsf2', '__ltsf2'], ['__ltsf2']] }, once: { here: [82, 96] }, many: { here: [36, -2], tml_relu_f32: [264, 0] }, apart: { tml_relu_f32: [264, 244] } },
  },
  tml_select_16: {
    'cortex-m4f': { stack: { once: { here: [0, 4], below: [64, 64] }, many: { here: [16, 8], below: [136, 64] } }, call: [32, 52], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [44, 64] }, many: { here: [4, 0], tml_select_16: [166, 0] }, apart: { tml_select_16: [166, 214] } },
    'cortex-m3': { stack: { once: { here: [0, 4], below: [64, 64] }, many: { here: [16, 8], below: [136, 64] } }, call: [32, 52], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [44, 64] }, many: { here: [4, 0], tml_select_16: [166, 0] }, apart: { tml_select_16: [166, 210] } },
    avr: { stack: { once: { here: [4, 4], below: [0, 0] }, many: { here: [28, 4], below: [54, 0] } }, call: [42, 66], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [48, 66] }, many: { here: [44, 0], tml_select_16: [496, 0] }, apart: { tml_select_16: [496, 592] } },
  },
  tml_select_32: {
    'cortex-m4f': { stack: { once: { here: [0, 4], below: [64, 64] }, many: { here: [16, 8], below: [128, 64] } }, call: [32, 52], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [44, 64] }, many: { here: [4, 0], tml_select_32: [152, 0] }, apart: { tml_select_32: [152, 188] } },
    'cortex-m3': { stack: { once: { here: [0, 4], below: [64, 64] }, many: { here: [16, 8], below: [128, 64] } }, call: [32, 52], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [44, 64] }, many: { here: [4, 0], tml_select_32: [152, 0] }, apart: { tml_select_32: [152, 192] } },
    avr: { stack: { once: { here: [4, 4], below: [0, 0] }, many: { here: [28, 4], below: [42, 0] } }, call: [42, 54], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [56, 66] }, many: { here: [44, 48], tml_select_32: [520, 0] }, apart: { tml_select_32: [520, 606] } },
  },
  tml_select_64: {
    'cortex-m4f': { stack: { once: { here: [8, 4], below: [64, 64] }, many: { here: [16, 8], below: [128, 64] } }, call: [32, 52], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [56, 60] }, many: { here: [4, 8], tml_select_64: [150, 0] }, apart: { tml_select_64: [150, 174] } },
    'cortex-m3': { stack: { once: { here: [8, 8], below: [64, 64] }, many: { here: [16, 12], below: [128, 64] } }, call: [32, 52], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [56, 56] }, many: { here: [4, 12], tml_select_64: [150, 0] }, apart: { tml_select_64: [150, 172] } },
    avr: { stack: { once: { here: [4, 4], below: [0, 0] }, many: { here: [28, 4], below: [42, 0] } }, call: [42, 42], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [62, 50] }, many: { here: [44, 10], tml_select_64: [482, 0] }, apart: { tml_select_64: [482, 588] } },
  },
  tml_select_8: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [16, 0], below: [120, 64] } }, call: [32, 48], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [48, 48] }, many: { here: [4, 4], tml_select_8: [136, 0] }, apart: { tml_select_8: [136, 164] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [16, 0], below: [120, 64] } }, call: [32, 48], params: [0, 0], library: { once: [[], []], many: [['memset'], []] }, once: { here: [48, 48] }, many: { here: [4, 4], tml_select_8: [140, 0] }, apart: { tml_select_8: [140, 162] } },
    avr: { stack: { once: { here: [4, 4], below: [0, 0] }, many: { here: [28, 4], below: [44, 0] } }, call: [42, 50], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [44, 58] }, many: { here: [44, 8], tml_select_8: [454, 0] }, apart: { tml_select_8: [454, 550] } },
  },
});
