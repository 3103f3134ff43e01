import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_logistic_f32: {
    'cortex-m4f': { stack: { once: { here: [24, 24], below: [128, 128] }, many: { here: [8, 24], below: [160, 128] } }, call: [16, 40], params: [0, 0], library: { once: [['expf'], ['expf']], many: [['expf'], ['expf']] }, once: { here: [60, 56] }, many: { here: [12, 20], tml_logistic_f32: [58, 0] }, apart: { tml_logistic_f32: [58, 62] } },
    'cortex-m3': { stack: { once: { here: [16, 16], below: [128, 128] }, many: { here: [8, 16], below: [152, 128] } }, call: [16, 44], params: [0, 0], library: { once: [['__aeabi_fadd', '__aeabi_fdiv', 'expf'], ['__aeabi_fadd', '__aeabi_fdiv', 'expf']], many: [['__aeabi_fadd', '__aeabi_fdiv', 'expf'], ['__aeabi_fadd', '__aeabi_fdiv', 'expf']] }, once: { here: [56, 52] }, many: { here: [12, 12], tml_logistic_f32: [60, 0] }, apart: { tml_logistic_f32: [60, 66] } },
    avr: { stack: { once: { here: [8, 6], below: [66, 66] }, many: { here: [12, 8], below: [76, 66] } }, call: [24, 84], params: [0, 0], library: { once: [['__addsf3', '__divsf3', 'exp'], ['__addsf3', '__divsf3', 'exp']], many: [['__addsf3', '__divsf3', 'exp'], ['__addsf3', '__divsf3', 'exp']] }, once: { here: [102, 90] }, many: { here: [50, 16], tml_logistic_f32: [100, 0] }, apart: { tml_logistic_f32: [150, 128] } },
  },
  tml_logistic_s16: {
    'cortex-m4f': { stack: { once: { here: [32, 32], below: [64, 64] }, many: { here: [8, 32], below: [112, 64] } }, call: [16, 124], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [148, 140] }, many: { here: [12, 16], tml_logistic_s16: [152, 0] }, apart: { tml_logistic_s16: [152, 160] } },
    'cortex-m3': { stack: { once: { here: [32, 32], below: [64, 64] }, many: { here: [8, 32], below: [112, 64] } }, call: [16, 124], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [148, 140] }, many: { here: [12, 16], tml_logistic_s16: [156, 0] }, apart: { tml_logistic_s16: [156, 160] } },
    avr: { stack: { once: { here: [20, 20], below: [26, 26] }, many: { here: [18, 20], below: [63, 26] } }, call: [34, 286], params: [0, 0], library: { once: [['__mulshisi3', '__mulsi3'], ['__mulshisi3', '__mulsi3']], many: [['__mulshisi3', '__mulsi3'], ['__mulshisi3', '__mulsi3']] }, once: { here: [344, 368] }, many: { here: [36, 96], tml_logistic_s16: [532, 0] }, apart: { tml_logistic_s16: [532, 560] } },
  },
});
