import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_elu_f32: {
    'cortex-m4f': { stack: { once: { here: [24, 24], below: [128, 128] }, many: { here: [8, 24], below: [160, 128] } }, call: [16, 52], params: [0, 0], library: { once: [['expf'], ['expf']], many: [['expf'], ['expf']] }, once: { here: [60, 68] }, many: { here: [8, 24], tml_elu_f32: [58, 0] }, apart: { tml_elu_f32: [58, 70] } },
    'cortex-m3': { stack: { once: { here: [24, 24], below: [128, 128] }, many: { here: [8, 24], below: [160, 128] } }, call: [16, 60], params: [0, 0], library: { once: [['__aeabi_fcmplt', '__aeabi_fsub', 'expf'], ['__aeabi_fcmplt', '__aeabi_fsub', 'expf']], many: [['__aeabi_fcmplt', '__aeabi_fsub', 'expf'], ['__aeabi_fcmplt', '__aeabi_fsub', 'expf']] }, once: { here: [64, 72] }, many: { here: [8, 20], tml_elu_f32: [64, 0] }, apart: { tml_elu_f32: [66, 78] } },
    avr: { stack: { once: { here: [8, 10], below: [66, 66] }, many: { here: [12, 12], below: [80, 66] } }, call: [24, 106], params: [0, 0], library: { once: [['__ltsf2', '__subsf3', 'exp'], ['__ltsf2', '__subsf3', 'exp']], many: [['__ltsf2', '__subsf3', 'exp'], ['__ltsf2', '__subsf3', 'exp']] }, once: { here: [114, 114] }, many: { here: [50, -2], tml_elu_f32: [122, 0] }, apart: { tml_elu_f32: [172, 152] } },
  },
});
