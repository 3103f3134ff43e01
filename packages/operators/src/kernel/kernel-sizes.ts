import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_interpolate_s16: {
    'cortex-m4f': { stack: { once: { here: [20, 12], below: [64, 64] }, many: { here: [8, 12], below: [84, 64] } }, call: [16, 64], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [68, 68] }, many: { here: [12, 0], tml_interpolate_s16: [62, 0] }, apart: { tml_interpolate_s16: [62, 66] } },
    'cortex-m3': { stack: { once: { here: [16, 8], below: [64, 64] }, many: { here: [8, 12], below: [84, 64] } }, call: [16, 64], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [68, 68] }, many: { here: [12, 4], tml_interpolate_s16: [60, 0] }, apart: { tml_interpolate_s16: [60, 68] } },
    avr: { stack: { once: { here: [8, 10], below: [26, 26] }, many: { here: [10, 10], below: [44, 26] } }, call: [34, 118], params: [0, 0], library: { once: [['__mulhisi3'], ['__mulhisi3']], many: [['__mulhisi3'], ['__mulhisi3']] }, once: { here: [142, 152] }, many: { here: [30, 38], tml_interpolate_s16: [204, 0] }, apart: { tml_interpolate_s16: [204, 196] } },
  },
  tml_lookup_s8: {
    'cortex-m4f': { stack: { once: { here: [8, 12], below: [64, 64] }, many: { here: [8, 12], below: [76, 64] } }, call: [16, 68], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [64, 72] }, many: { here: [12, 4], tml_lookup_s8: [84, 0] }, apart: { tml_lookup_s8: [84, 120] } },
    'cortex-m3': { stack: { once: { here: [8, 12], below: [64, 64] }, many: { here: [8, 12], below: [76, 64] } }, call: [16, 68], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [64, 72] }, many: { here: [12, 4], tml_lookup_s8: [82, 0] }, apart: { tml_lookup_s8: [82, 118] } },
    avr: { stack: { once: { here: [4, 4], below: [0, 0] }, many: { here: [10, 4], below: [12, 0] } }, call: [34, 92], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [100, 100] }, many: { here: [30, 8], tml_lookup_s8: [202, 0] }, apart: { tml_lookup_s8: [202, 296] } },
  },
  tml_rescale_s16_s16: {
    'cortex-m4f': { stack: { once: { here: [20, 16], below: [64, 64] }, many: { here: [8, 16], below: [96, 64] } }, call: [16, 80], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [92, 88] }, many: { here: [12, 8], tml_rescale_s16_s16: [130, 0] }, apart: { tml_rescale_s16_s16: [130, 160] } },
    'cortex-m3': { stack: { once: { here: [20, 16], below: [64, 64] }, many: { here: [8, 16], below: [96, 64] } }, call: [16, 80], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [92, 88] }, many: { here: [12, 4], tml_rescale_s16_s16: [130, 0] }, apart: { tml_rescale_s16_s16: [130, 158] } },
    avr: { stack: { once: { here: [12, 14], below: [26, 26] }, many: { here: [32, 14], below: [64, 26] } }, call: [34, 216], params: [0, 0], library: { once: [['__ashrdi3', '__mulsidi3'], ['__ashrdi3', '__mulsidi3']], many: [['__ashrdi3', '__mulsidi3'], ['__ashrdi3', '__mulsidi3']] }, once: { here: [256, 270] }, many: { here: [36, 64], tml_rescale_s16_s16: [552, 0] }, apart: { tml_rescale_s16_s16: [552, 592] } },
  },
});
