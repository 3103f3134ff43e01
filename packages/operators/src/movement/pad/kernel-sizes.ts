import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_pad_16: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [120, 64] } }, call: [16, 24], params: [0, 0], library: { once: [[], []], many: [['memcpy'], []] }, once: { here: [20, 24] }, many: { here: [12, 4], tml_pad_16: [136, 0] }, apart: { tml_pad_16: [136, 156] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [120, 64] } }, call: [16, 24], params: [0, 0], library: { once: [[], []], many: [['memcpy'], []] }, once: { here: [20, 24] }, many: { here: [12, 4], tml_pad_16: [136, 0] }, apart: { tml_pad_16: [136, 156] } },
    avr: { stack: { once: { here: [2, 2], below: [0, 0] }, many: { here: [67, 2], below: [48, 0] } }, call: [88, 22], params: [0, 0], library: { once: [[], []], many: [['memcpy'], []] }, once: { here: [20, 22] }, many: { here: [106, 0], tml_pad_16: [534, 0] }, apart: { tml_pad_16: [534, 676] } },
  },
  tml_pad_32: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [120, 64] } }, call: [16, 20], params: [0, 0], library: { once: [[], []], many: [['memcpy'], []] }, once: { here: [20, 20] }, many: { here: [12, 4], tml_pad_32: [136, 0] }, apart: { tml_pad_32: [136, 156] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [8, 0], below: [120, 64] } }, call: [16, 20], params: [0, 0], library: { once: [[], []], many: [['memcpy'], []] }, once: { here: [20, 20] }, many: { here: [12, 4], tml_pad_32: [136, 0] }, apart: { tml_pad_32: [136, 156] } },
    avr: { stack: { once: { here: [2, 2], below: [0, 0] }, many: { here: [67, 2], below: [48, 0] } }, call: [88, 30], params: [0, 0], library: { once: [[], []], many: [['memcpy'], []] }, once: { here: [28, 30] }, many: { here: [106, 0], tml_pad_32: [558, 0] }, apart: { tml_pad_32: [558, 700] } },
  },
  tml_pad_64: {
    'cortex-m4f': { stack: { once: { here: [8, 0], below: [64, 64] }, many: { here: [8, 0], below: [120, 64] } }, call: [16, 24], params: [0, 0], library: { once: [[], []], many: [['memcpy'], []] }, once: { here: [28, 24] }, many: { here: [12, 8], tml_pad_64: [144, 0] }, apart: { tml_pad_64: [144, 164] } },
    'cortex-m3': { stack: { once: { here: [8, 0], below: [64, 64] }, many: { here: [8, 0], below: [120, 64] } }, call: [16, 28], params: [0, 0], library: { once: [[], []], many: [['memcpy'], []] }, once: { here: [28, 24] }, many: { here: [12, 0], tml_pad_64: [144, 0] }, apart: { tml_pad_64: [144, 164] } },
    avr: { stack: { once: { here: [2, 2], below: [0, 0] }, many: { here: [67, 2], below: [48, 0] } }, call: [88, 34], params: [0, 0], library: { once: [[], []], many: [['memcpy'], []] }, once: { here: [32, 34] }, many: { here: [106, 0], tml_pad_64: [598, 0] }, apart: { tml_pad_64: [598, 760] } },
  },
  tml_pad_8: {
    'cortex-m4f': { stack: { once: { here: [8, 0], below: [80, 64] }, many: { here: [8, 0], below: [120, 64] } }, call: [16, 20], params: [0, 0], library: { once: [['memset'], []], many: [['memcpy'], []] }, once: { here: [16, 20] }, many: { here: [12, 8], tml_pad_8: [130, 0] }, apart: { tml_pad_8: [130, 158] } },
    'cortex-m3': { stack: { once: { here: [8, 0], below: [80, 64] }, many: { here: [8, 0], below: [120, 64] } }, call: [16, 20], params: [0, 0], library: { once: [['memset'], []], many: [['memcpy'], []] }, once: { here: [16, 20] }, many: { here: [12, 8], tml_pad_8: [130, 0] }, apart: { tml_pad_8: [130, 158] } },
    avr: { stack: { once: { here: [2, 2], below: [0, 0] }, many: { here: [67, 2], below: [48, 0] } }, call: [88, 18], params: [0, 0], library: { once: [[], []], many: [['memcpy'], []] }, once: { here: [16, 16] }, many: { here: [106, -2], tml_pad_8: [510, 0] }, apart: { tml_pad_8: [510, 636] } },
  },
});
