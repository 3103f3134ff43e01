import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_resize_bilinear_f32: {
    'cortex-m4f': { stack: { once: { here: [32, 32], below: [64, 64] }, many: { here: [8, 8], below: [168, 176] } }, call: [16, 16], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [160, 160] }, many: { here: [12, 12], tml_resize_bilinear_f32: [302, 366] }, apart: { tml_resize_bilinear_f32: [302, 366] } },
    'cortex-m3': { stack: { once: { here: [88, 80], below: [88, 88] }, many: { here: [8, 8], below: [232, 240] } }, call: [16, 16], params: [0, 0], library: { once: [['__aeabi_fadd', '__aeabi_fmul', '__aeabi_fsub'], ['__aeabi_fadd', '__aeabi_fmul', '__aeabi_fsub']], many: [['__aeabi_fadd', '__aeabi_fmul', '__aeabi_fsub'], ['__aeabi_fadd', '__aeabi_fmul', '__aeabi_fsub']] }, once: { here: [268, 300] }, many: { here: [12, 12], tml_resize_bilinear_f32: [388, 484] }, apart: { tml_resize_bilinear_f32: [388, 484] } },
    avr: { stack: { once: { here: [58, 54], below: [26, 26] }, many: { here: [40, 54], below: [140, 26] } }, call: [34, 508], params: [0, 0], library: { once: [['__addsf3', '__mulsf3', '__subsf3'], ['__addsf3', '__mulsf3', '__subsf3']], many: [['__addsf3', '__mulsf3', '__muluhisi3', '__subsf3'], ['__addsf3', '__mulsf3', '__subsf3']] }, once: { here: [610, 618] }, many: { here: [36, 132], tml_resize_bilinear_f32: [1460, 0] }, apart: { tml_resize_bilinear_f32: [1460, 1346] } },
  },
  tml_resize_bilinear_s8: {
    'cortex-m4f': { stack: { once: { here: [56, 48], below: [64, 64] }, many: { here: [8, 48], below: [176, 64] } }, call: [16, 180], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [188, 192] }, many: { here: [12, 12], tml_resize_bilinear_s8: [320, 0] }, apart: { tml_resize_bilinear_s8: [320, 396] } },
    'cortex-m3': { stack: { once: { here: [56, 48], below: [64, 64] }, many: { here: [8, 48], below: [176, 64] } }, call: [16, 176], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [180, 188] }, many: { here: [12, 12], tml_resize_bilinear_s8: [320, 0] }, apart: { tml_resize_bilinear_s8: [320, 392] } },
    avr: { stack: { once: { here: [52, 46], below: [26, 26] }, many: { here: [40, 46], below: [141, 26] } }, call: [34, 496], params: [0, 0], library: { once: [['__divmodsi4', '__mulhisi3', '__mulshisi3', '__mulsi3'], ['__mulhisi3', '__mulshisi3', '__mulsi3']], many: [['__divmodsi4', '__mulhisi3', '__mulshisi3', '__mulsi3', '__muluhisi3'], ['__mulhisi3', '__mulshisi3', '__mulsi3']] }, once: { here: [560, 574] }, many: { here: [36, 80], tml_resize_bilinear_s8: [1428, 0] }, apart: { tml_resize_bilinear_s8: [1428, 1234] } },
  },
});
