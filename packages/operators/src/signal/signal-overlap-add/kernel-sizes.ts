import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_signal_overlap_add_f32: {
    'cortex-m4f': { stack: { once: { here: [16, 8], below: [64, 64] }, many: { here: [16, 12], below: [160, 64] } }, call: [32, 56], params: [0, 0], library: { once: [[], []], many: [['memmove'], []] }, once: { here: [56, 56] }, many: { here: [4, 4], tml_signal_overlap_add_f32: [238, 0] }, apart: { tml_signal_overlap_add_f32: [238, 292] } },
    'cortex-m3': { stack: { once: { here: [20, 12], below: [64, 64] }, many: { here: [16, 16], below: [176, 64] } }, call: [32, 56], params: [0, 0], library: { once: [[], []], many: [['__aeabi_fadd', 'memmove'], []] }, once: { here: [60, 60] }, many: { here: [4, 12], tml_signal_overlap_add_f32: [238, 0] }, apart: { tml_signal_overlap_add_f32: [238, 320] } },
    avr: { stack: { once: { here: [6, 6], below: [0, 0] }, many: { here: [22, 6], below: [90, 0] } }, call: [42, 82], params: [0, 0], library: { once: [[], []], many: [['__addsf3', 'memmove'], []] }, once: { here: [76, 80] }, many: { here: [44, -20], tml_signal_overlap_add_f32: [802, 0] }, apart: { tml_signal_overlap_add_f32: [802, 786] } },
  },
  tml_signal_overlap_add_s16: {
    'cortex-m4f': { stack: { once: { here: [20, 12], below: [64, 64] }, many: { here: [16, 12], below: [152, 64] } }, call: [32, 60], params: [0, 0], library: { once: [[], []], many: [['memmove'], []] }, once: { here: [56, 60] }, many: { here: [4, -4], tml_signal_overlap_add_s16: [264, 0] }, apart: { tml_signal_overlap_add_s16: [264, 340] } },
    'cortex-m3': { stack: { once: { here: [20, 12], below: [64, 64] }, many: { here: [16, 12], below: [152, 64] } }, call: [32, 60], params: [0, 0], library: { once: [[], []], many: [['memmove'], []] }, once: { here: [56, 60] }, many: { here: [4, -4], tml_signal_overlap_add_s16: [264, 0] }, apart: { tml_signal_overlap_add_s16: [264, 336] } },
    avr: { stack: { once: { here: [2, 2], below: [0, 0] }, many: { here: [22, 4], below: [92, 0] } }, call: [42, 54], params: [0, 0], library: { once: [[], []], many: [['memmove'], []] }, once: { here: [52, 52] }, many: { here: [44, 14], tml_signal_overlap_add_s16: [892, 0] }, apart: { tml_signal_overlap_add_s16: [892, 898] } },
  },
});
