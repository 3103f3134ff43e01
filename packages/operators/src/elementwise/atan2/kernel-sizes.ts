import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_atan2_f32: {
    'cortex-m4f': { stack: { once: { here: [16, 16], below: [128, 128] }, many: { here: [8, 16], below: [216, 128] } }, call: [20, 28], params: [0, 0], library: { once: [['atan2f'], ['atan2f']], many: [['atan2f', 'memset'], ['atan2f']] }, once: { here: [40, 36] }, many: { here: [12, 8], tml_atan2_f32: [178, 0] }, apart: { tml_atan2_f32: [178, 204] } },
    'cortex-m3': { stack: { once: { here: [16, 16], below: [128, 128] }, many: { here: [8, 16], below: [216, 128] } }, call: [20, 28], params: [0, 0], library: { once: [['atan2f'], ['atan2f']], many: [['atan2f', 'memset'], ['atan2f']] }, once: { here: [36, 32] }, many: { here: [12, 4], tml_atan2_f32: [166, 0] }, apart: { tml_atan2_f32: [166, 196] } },
    avr: { stack: { once: { here: [4, 8], below: [66, 66] }, many: { here: [22, 8], below: [132, 66] } }, call: [38, 96], params: [0, 0], library: { once: [['atan2'], ['atan2']], many: [['atan2'], ['atan2']] }, once: { here: [60, 84] }, many: { here: [36, -48], tml_atan2_f32: [566, 0] }, apart: { tml_atan2_f32: [566, 652] } },
  },
});
