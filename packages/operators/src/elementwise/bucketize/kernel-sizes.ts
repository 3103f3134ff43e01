import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_bucketize_f32: {
    'cortex-m4f': { stack: { once: { here: [16, 8], below: [64, 64] }, many: { here: [8, 8], below: [84, 64] } }, call: [24, 64], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [76, 72] }, many: { here: [8, 12], tml_bucketize_f32: [64, 0] }, apart: { tml_bucketize_f32: [64, 70] } },
    'cortex-m3': { stack: { once: { here: [32, 32], below: [88, 88] }, many: { here: [8, 32], below: [136, 88] } }, call: [24, 64], params: [0, 0], library: { once: [['__aeabi_fcmplt'], ['__aeabi_fcmplt']], many: [['__aeabi_fcmpgt'], ['__aeabi_fcmplt']] }, once: { here: [80, 72] }, many: { here: [8, 12], tml_bucketize_f32: [80, 0] }, apart: { tml_bucketize_f32: [80, 88] } },
    avr: { stack: { once: { here: [22, 28], below: [26, 26] }, many: { here: [12, 28], below: [66, 26] } }, call: [38, 334], params: [0, 0], library: { once: [['__divmodsi4', '__ltsf2'], ['__ltsf2']], many: [['__ltsf2'], ['__ltsf2']] }, once: { here: [260, 406] }, many: { here: [36, 52], tml_bucketize_f32: [356, 0] }, apart: { tml_bucketize_f32: [356, 448] } },
  },
  tml_bucketize_s32: {
    'cortex-m4f': { stack: { once: { here: [16, 8], below: [64, 64] }, many: { here: [8, 8], below: [84, 64] } }, call: [24, 68], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [80, 76] }, many: { here: [8, 12], tml_bucketize_s32: [72, 0] }, apart: { tml_bucketize_s32: [72, 80] } },
    'cortex-m3': { stack: { once: { here: [32, 32], below: [88, 88] }, many: { here: [8, 32], below: [136, 88] } }, call: [24, 68], params: [0, 0], library: { once: [['__aeabi_fcmplt', '__aeabi_i2f'], ['__aeabi_fcmplt', '__aeabi_i2f']], many: [['__aeabi_fcmpgt', '__aeabi_i2f'], ['__aeabi_fcmplt', '__aeabi_i2f']] }, once: { here: [84, 76] }, many: { here: [8, 12], tml_bucketize_s32: [88, 0] }, apart: { tml_bucketize_s32: [88, 94] } },
    avr: { stack: { once: { here: [22, 28], below: [26, 26] }, many: { here: [12, 30], below: [66, 26] } }, call: [38, 322], params: [0, 0], library: { once: [['__divmodsi4', '__floatsisf', '__ltsf2'], ['__floatsisf', '__ltsf2']], many: [['__floatsisf', '__ltsf2'], ['__floatsisf', '__ltsf2']] }, once: { here: [264, 410] }, many: { here: [36, 100], tml_bucketize_s32: [356, 0] }, apart: { tml_bucketize_s32: [356, 452] } },
  },
  tml_bucketize_s64: {
    'cortex-m4f': { stack: { once: { here: [24, 24], below: [88, 88] }, many: { here: [8, 24], below: [120, 88] } }, call: [24, 80], params: [0, 0], library: { once: [['__aeabi_l2f'], ['__aeabi_l2f']], many: [['__aeabi_l2f'], ['__aeabi_l2f']] }, once: { here: [88, 84] }, many: { here: [8, 8], tml_bucketize_s64: [84, 0] }, apart: { tml_bucketize_s64: [84, 90] } },
    'cortex-m3': { stack: { once: { here: [40, 40], below: [88, 88] }, many: { here: [8, 40], below: [136, 88] } }, call: [24, 84], params: [0, 0], library: { once: [['__aeabi_fcmplt', '__aeabi_l2f'], ['__aeabi_fcmplt', '__aeabi_l2f']], many: [['__aeabi_fcmpgt', '__aeabi_l2f'], ['__aeabi_fcmplt', '__aeabi_l2f']] }, once: { here: [96, 88] }, many: { here: [8, 4], tml_bucketize_s64: [90, 0] }, apart: { tml_bucketize_s64: [90, 96] } },
    avr: { stack: { once: { here: [24, 28], below: [26, 26] }, many: { here: [12, 30], below: [66, 26] } }, call: [38, 356], params: [0, 0], library: { once: [['__divmodsi4', '__floatdisf', '__ltsf2'], ['__floatdisf', '__ltsf2']], many: [['__floatdisf', '__ltsf2'], ['__floatdisf', '__ltsf2']] }, once: { here: [282, 448] }, many: { here: [36, 116], tml_bucketize_s64: [392, 0] }, apart: { tml_bucketize_s64: [392, 492] } },
  },
});
