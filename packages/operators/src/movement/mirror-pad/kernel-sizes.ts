import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_mirror_pad: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [0, 0] }, many: { here: [8, 8], below: [224, 264] } }, call: [16, 16], params: [0, 0], library: { once: [[], []], many: [['memcpy'], ['memcpy']] }, once: { here: [0, 0], tml_mirror_pad_index: [44, 0] }, many: { here: [12, 12], tml_mirror_pad: [238, 584], tml_mirror_pad_index: [44, 0] }, apart: { tml_mirror_pad: [238, 584], tml_mirror_pad_index: [44, 0] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [0, 0] }, many: { here: [8, 8], below: [224, 264] } }, call: [16, 16], params: [0, 0], library: { once: [[], []], many: [['memcpy'], ['memcpy']] }, once: { here: [0, 0], tml_mirror_pad_index: [44, 0] }, many: { here: [12, 12], tml_mirror_pad: [238, 626], tml_mirror_pad_index: [44, 0] }, apart: { tml_mirror_pad: [238, 626], tml_mirror_pad_index: [44, 0] } },
    avr: { stack: { once: { here: [2, 2], below: [0, 0] }, many: { here: [91, 2], below: [160, 0] } }, call: [104, 0], params: [0, 0], library: { once: [[], []], many: [['__divmodsi4', '__mulsi3', 'memcpy'], []] }, once: { here: [0, 0], tml_mirror_pad_index: [180, 0] }, many: { here: [86, 0], tml_mirror_pad: [902, 0], tml_mirror_pad_index: [180, 0] }, apart: { tml_mirror_pad: [902, 2812], tml_mirror_pad_index: [180, 0] } },
  },
});
