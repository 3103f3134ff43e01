import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_batch_to_space: {
    'cortex-m4f': { stack: { once: { here: [20, 28], below: [64, 64] }, many: { here: [8, 32], below: [160, 64] } }, call: [16, 100], params: [0, 0], library: { once: [[], []], many: [['memcpy'], []] }, once: { here: [64, 88] }, many: { here: [12, 32], tml_batch_to_space: [170, 0] }, apart: { tml_batch_to_space: [170, 228] } },
    'cortex-m3': { stack: { once: { here: [20, 28], below: [64, 64] }, many: { here: [8, 32], below: [160, 64] } }, call: [16, 104], params: [0, 0], library: { once: [[], []], many: [['memcpy'], []] }, once: { here: [64, 88] }, many: { here: [12, 24], tml_batch_to_space: [170, 0] }, apart: { tml_batch_to_space: [170, 240] } },
    avr: { stack: { once: { here: [14, 12], below: [0, 0] }, many: { here: [48, 24], below: [110, 26] } }, call: [34, 214], params: [0, 0], library: { once: [[], []], many: [['__divmodsi4', '__mulsi3', 'memcpy'], ['__divmodsi4']] }, once: { here: [212, 222] }, many: { here: [36, 128], tml_batch_to_space: [760, 0] }, apart: { tml_batch_to_space: [760, 784] } },
  },
  tml_concatenation: {
    'cortex-m4f': { stack: { once: { here: [24, 24], below: [80, 80] }, many: { here: [8, 24], below: [112, 80] } }, call: [20, 44], params: [36, 36], library: { once: [['memmove'], ['memmove']], many: [['memmove'], ['memmove']] }, once: { here: [48, 48] }, many: { here: [8, 4], tml_concatenation: [62, 0] }, apart: { tml_concatenation: [62, 76] } },
    'cortex-m3': { stack: { once: { here: [24, 24], below: [80, 80] }, many: { here: [8, 24], below: [112, 80] } }, call: [20, 44], params: [36, 36], library: { once: [['memmove'], ['memmove']], many: [['memmove'], ['memmove']] }, once: { here: [48, 48] }, many: { here: [8, 4], tml_concatenation: [62, 0] }, apart: { tml_concatenation: [62, 76] } },
    avr: { stack: { once: { here: [52, 52], below: [18, 18] }, many: { here: [49, 54], below: [50, 18] } }, call: [64, 114], params: [0, 0], library: { once: [['memmove'], ['memmove']], many: [['memmove'], ['memmove']] }, once: { here: [190, 204] }, many: { here: [88, 98], tml_concatenation: [264, 0] }, apart: { tml_concatenation: [264, 318] } },
  },
  tml_concatenation_1: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [16, 4], below: [104, 64] } }, call: [8, 56], params: [0, 0], library: { once: [[], []], many: [['memmove'], []] }, once: { here: [28, 32] }, many: { here: [36, -20], tml_concatenation: [42, 0] }, apart: { tml_concatenation_1: [40, 44] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [16, 0], below: [104, 64] } }, call: [8, 64], params: [0, 0], library: { once: [[], []], many: [['memmove'], []] }, once: { here: [28, 32] }, many: { here: [36, -48], tml_concatenation: [42, 0] }, apart: { tml_concatenation_1: [40, 44] } },
    avr: { stack: { once: { here: [2, 2], below: [18, 18] }, many: { here: [47, 2], below: [34, 18] } }, call: [56, 16], params: [0, 0], library: { once: [['memmove'], ['memmove']], many: [['memmove'], ['memmove']] }, once: { here: [16, 16] }, many: { here: [80, 0], tml_concatenation_1: [128, 0] }, apart: { tml_concatenation_1: [128, 148] } },
  },
  tml_concatenation_2: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [16, 4], below: [104, 64] } }, call: [8, 100], params: [0, 0], library: { once: [[], []], many: [['memmove'], []] }, once: { here: [52, 56] }, many: { here: [48, -40], tml_concatenation: [62, 0] }, apart: { tml_concatenation_2: [62, 68] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [16, 4], below: [104, 64] } }, call: [8, 112], params: [0, 0], library: { once: [[], []], many: [['memmove'], []] }, once: { here: [52, 56] }, many: { here: [48, -64], tml_concatenation: [62, 0] }, apart: { tml_concatenation_2: [62, 72] } },
    avr: { stack: { once: { here: [2, 2], below: [18, 18] }, many: { here: [47, 2], below: [36, 18] } }, call: [60, 32], params: [0, 0], library: { once: [['memmove'], ['memmove']], many: [['memmove'], ['memmove']] }, once: { here: [32, 32] }, many: { here: [80, 0], tml_concatenation_2: [174, 0] }, apart: { tml_concatenation_2: [174, 194] } },
  },
  tml_concatenation_3: {
    'cortex-m4f': { stack: { once: { here: [0, 4], below: [64, 64] }, many: { here: [24, 4], below: [112, 64] } }, call: [16, 96], params: [0, 0], library: { once: [[], []], many: [['memmove'], []] }, once: { here: [52, 64] }, many: { here: [44, -24], tml_concatenation: [64, 0] }, apart: { tml_concatenation_3: [68, 76] } },
    'cortex-m3': { stack: { once: { here: [0, 4], below: [64, 64] }, many: { here: [24, 4], below: [112, 64] } }, call: [16, 104], params: [0, 0], library: { once: [[], []], many: [['memmove'], []] }, once: { here: [52, 64] }, many: { here: [44, -40], tml_concatenation: [64, 0] }, apart: { tml_concatenation_3: [68, 78] } },
    avr: { stack: { once: { here: [58, 46], below: [18, 18] }, many: { here: [49, 49], below: [48, 18] } }, call: [64, 82], params: [0, 0], library: { once: [['memmove'], ['memmove']], many: [['memmove'], ['memmove']] }, once: { here: [214, 122] }, many: { here: [88, 56], tml_concatenation_3: [238, 0] }, apart: { tml_concatenation_3: [238, 294] } },
  },
  tml_concatenation_4: {
    'cortex-m4f': { stack: { once: { here: [40, 40], below: [80, 80] }, many: { here: [24, 40], below: [112, 80] } }, call: [24, 64], params: [36, 36], library: { once: [['memmove'], ['memmove']], many: [['memmove'], ['memmove']] }, once: { here: [72, 72] }, many: { here: [40, 12], tml_concatenation: [64, 0] }, apart: { tml_concatenation_4: [70, 82] } },
    'cortex-m3': { stack: { once: { here: [40, 40], below: [80, 80] }, many: { here: [24, 40], below: [112, 80] } }, call: [24, 64], params: [36, 36], library: { once: [['memmove'], ['memmove']], many: [['memmove'], ['memmove']] }, once: { here: [72, 72] }, many: { here: [40, 12], tml_concatenation: [64, 0] }, apart: { tml_concatenation_4: [70, 76] } },
    avr: { stack: { once: { here: [60, 60], below: [18, 18] }, many: { here: [51, 62], below: [50, 18] } }, call: [72, 148], params: [0, 0], library: { once: [['memmove'], ['memmove']], many: [['memmove'], ['memmove']] }, once: { here: [222, 240] }, many: { here: [96, 98], tml_concatenation_4: [242, 0] }, apart: { tml_concatenation_4: [242, 294] } },
  },
  tml_concatenation_5: {
    'cortex-m4f': { stack: { once: { here: [48, 48], below: [80, 80] }, many: { here: [32, 48], below: [112, 80] } }, call: [28, 72], params: [36, 36], library: { once: [['memmove'], ['memmove']], many: [['memmove'], ['memmove']] }, once: { here: [80, 80] }, many: { here: [44, 8], tml_concatenation: [64, 0] }, apart: { tml_concatenation_5: [78, 86] } },
    'cortex-m3': { stack: { once: { here: [48, 48], below: [80, 80] }, many: { here: [32, 48], below: [112, 80] } }, call: [28, 72], params: [36, 36], library: { once: [['memmove'], ['memmove']], many: [['memmove'], ['memmove']] }, once: { here: [80, 80] }, many: { here: [44, 8], tml_concatenation: [64, 0] }, apart: { tml_concatenation_5: [78, 84] } },
    avr: { stack: { once: { here: [62, 62], below: [18, 18] }, many: { here: [53, 64], below: [52, 18] } }, call: [80, 156], params: [0, 0], library: { once: [['memmove'], ['memmove']], many: [['memmove'], ['memmove']] }, once: { here: [230, 248] }, many: { here: [104, 98], tml_concatenation_5: [244, 0] }, apart: { tml_concatenation_5: [244, 298] } },
  },
  tml_concatenation_6: {
    'cortex-m4f': { stack: { once: { here: [48, 48], below: [80, 80] }, many: { here: [32, 48], below: [112, 80] } }, call: [36, 76], params: [36, 36], library: { once: [['memmove'], ['memmove']], many: [['memmove'], ['memmove']] }, once: { here: [84, 84] }, many: { here: [40, 12], tml_concatenation: [64, 0] }, apart: { tml_concatenation_6: [80, 90] } },
    'cortex-m3': { stack: { once: { here: [48, 48], below: [80, 80] }, many: { here: [32, 48], below: [112, 80] } }, call: [36, 76], params: [36, 36], library: { once: [['memmove'], ['memmove']], many: [['memmove'], ['memmove']] }, once: { here: [84, 84] }, many: { here: [40, 12], tml_concatenation: [64, 0] }, apart: { tml_concatenation_6: [80, 84] } },
    avr: { stack: { once: { here: [64, 64], below: [18, 18] }, many: { here: [55, 66], below: [54, 18] } }, call: [88, 164], params: [0, 0], library: { once: [['memmove'], ['memmove']], many: [['memmove'], ['memmove']] }, once: { here: [238, 256] }, many: { here: [112, 98], tml_concatenation_6: [248, 0] }, apart: { tml_concatenation_6: [248, 302] } },
  },
  tml_concatenation_7: {
    'cortex-m4f': { stack: { once: { here: [56, 56], below: [80, 80] }, many: { here: [40, 56], below: [112, 80] } }, call: [44, 84], params: [36, 36], library: { once: [['memmove'], ['memmove']], many: [['memmove'], ['memmove']] }, once: { here: [92, 92] }, many: { here: [36, 8], tml_concatenation: [64, 0] }, apart: { tml_concatenation_7: [86, 94] } },
    'cortex-m3': { stack: { once: { here: [56, 56], below: [80, 80] }, many: { here: [40, 56], below: [112, 80] } }, call: [44, 84], params: [36, 36], library: { once: [['memmove'], ['memmove']], many: [['memmove'], ['memmove']] }, once: { here: [92, 92] }, many: { here: [36, 8], tml_concatenation: [64, 0] }, apart: { tml_concatenation_7: [86, 92] } },
    avr: { stack: { once: { here: [66, 66], below: [18, 18] }, many: { here: [56, 68], below: [56, 18] } }, call: [96, 172], params: [0, 0], library: { once: [['memmove'], ['memmove']], many: [['memmove'], ['memmove']] }, once: { here: [246, 264] }, many: { here: [114, 98], tml_concatenation_7: [252, 0] }, apart: { tml_concatenation_7: [252, 306] } },
  },
  tml_concatenation_8: {
    'cortex-m4f': { stack: { once: { here: [56, 56], below: [80, 80] }, many: { here: [48, 56], below: [112, 80] } }, call: [44, 92], params: [36, 36], library: { once: [['memmove'], ['memmove']], many: [['memmove'], ['memmove']] }, once: { here: [96, 100] }, many: { here: [48, 8], tml_concatenation: [64, 0] }, apart: { tml_concatenation_8: [88, 100] } },
    'cortex-m3': { stack: { once: { here: [56, 56], below: [80, 80] }, many: { here: [48, 56], below: [112, 80] } }, call: [44, 92], params: [36, 36], library: { once: [['memmove'], ['memmove']], many: [['memmove'], ['memmove']] }, once: { here: [96, 100] }, many: { here: [48, 8], tml_concatenation: [64, 0] }, apart: { tml_concatenation_8: [88, 94] } },
    avr: { stack: { once: { here: [68, 68], below: [18, 18] }, many: { here: [60, 70], below: [56, 18] } }, call: [108, 180], params: [0, 0], library: { once: [['memmove'], ['memmove']], many: [['memmove'], ['memmove']] }, once: { here: [248, 272] }, many: { here: [114, 98], tml_concatenation_8: [260, 0] }, apart: { tml_concatenation_8: [260, 310] } },
  },
  tml_concatenation_many: {
    'cortex-m4f': { stack: { once: { here: [24, 24], below: [80, 80] }, many: { here: [8, 24], below: [112, 80] } }, call: [16, 44], params: [0, 0], library: { once: [['memmove'], ['memmove']], many: [['memmove'], ['memmove']] }, once: { here: [44, 48] }, many: { here: [12, 4], tml_concatenation_many: [64, 0] }, apart: { tml_concatenation_many: [64, 86] } },
    'cortex-m3': { stack: { once: { here: [24, 24], below: [80, 80] }, many: { here: [8, 24], below: [112, 80] } }, call: [16, 44], params: [0, 0], library: { once: [['memmove'], ['memmove']], many: [['memmove'], ['memmove']] }, once: { here: [44, 48] }, many: { here: [12, 4], tml_concatenation_many: [64, 0] }, apart: { tml_concatenation_many: [64, 86] } },
    avr: { stack: { once: { here: [12, 12], below: [18, 18] }, many: { here: [14, 14], below: [54, 18] } }, call: [34, 58], params: [0, 0], library: { once: [['memmove'], ['memmove']], many: [['memmove'], ['memmove']] }, once: { here: [96, 98] }, many: { here: [36, 60], tml_concatenation_many: [294, 0] }, apart: { tml_concatenation_many: [294, 330] } },
  },
  tml_copy: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [0, 4], below: [64, 64] } }, call: [28, 56], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [28, 32] }, many: { here: [-4, -20] }, apart: { tml_copy: [16, 16] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [0, 0], below: [64, 64] } }, call: [28, 64], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [28, 32] }, many: { here: [-4, -48] }, apart: { tml_copy: [16, 16] } },
    avr: { stack: { once: { here: [2, 2], below: [0, 0] }, many: { here: [2, 2], below: [0, 0] } }, call: [18, 18], params: [0, 0], library: { once: [[], []], many: [[], []] }, once: { here: [18, 18] }, many: { here: [0, 0] }, apart: { tml_copy: [20, 22] } },
  },
  tml_gather_16: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [0, 0] }, many: { here: [8, 0], below: [112, 0] } }, call: [16, 0], params: [0, 0], library: { once: [[], []], many: [['memcpy'], []] }, once: { here: [0, 0] }, many: { here: [12, 0], tml_gather_16: [152, 0] }, apart: { tml_gather_16: [152, 194] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [0, 0] }, many: { here: [8, 0], below: [112, 0] } }, call: [16, 0], params: [0, 0], library: { once: [[], []], many: [['memcpy'], []] }, once: { here: [0, 0] }, many: { here: [12, 0], tml_gather_16: [152, 0] }, apart: { tml_gather_16: [152, 194] } },
    avr: { stack: { once: { here: [2, 2], below: [0, 0] }, many: { here: [59, 2], below: [50, 0] } }, call: [72, 0], params: [0, 0], library: { once: [[], []], many: [['memcpy'], []] }, once: { here: [0, 0] }, many: { here: [106, 0], tml_gather_16: [606, 0] }, apart: { tml_gather_16: [606, 730] } },
  },
  tml_gather_32: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [0, 0] }, many: { here: [8, 0], below: [112, 0] } }, call: [16, 0], params: [0, 0], library: { once: [[], []], many: [['memcpy'], []] }, once: { here: [0, 0] }, many: { here: [12, 0], tml_gather_32: [152, 0] }, apart: { tml_gather_32: [152, 194] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [0, 0] }, many: { here: [8, 0], below: [112, 0] } }, call: [16, 0], params: [0, 0], library: { once: [[], []], many: [['memcpy'], []] }, once: { here: [0, 0] }, many: { here: [12, 0], tml_gather_32: [152, 0] }, apart: { tml_gather_32: [152, 194] } },
    avr: { stack: { once: { here: [2, 2], below: [0, 0] }, many: { here: [59, 2], below: [48, 0] } }, call: [72, 0], params: [0, 0], library: { once: [[], []], many: [['memcpy'], []] }, once: { here: [0, 0] }, many: { here: [106, 0], tml_gather_32: [618, 0] }, apart: { tml_gather_32: [618, 776] } },
  },
  tml_gather_64: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [0, 0] }, many: { here: [8, 0], below: [112, 0] } }, call: [16, 0], params: [0, 0], library: { once: [[], []], many: [['memcpy'], []] }, once: { here: [0, 0] }, many: { here: [12, 0], tml_gather_64: [166, 0] }, apart: { tml_gather_64: [166, 198] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [0, 0] }, many: { here: [8, 0], below: [112, 0] } }, call: [16, 0], params: [0, 0], library: { once: [[], []], many: [['memcpy'], []] }, once: { here: [0, 0] }, many: { here: [12, 0], tml_gather_64: [166, 0] }, apart: { tml_gather_64: [166, 188] } },
    avr: { stack: { once: { here: [2, 2], below: [0, 0] }, many: { here: [59, 2], below: [48, 0] } }, call: [72, 0], params: [0, 0], library: { once: [[], []], many: [['memcpy'], []] }, once: { here: [0, 0] }, many: { here: [106, 0], tml_gather_64: [628, 0] }, apart: { tml_gather_64: [628, 774] } },
  },
  tml_gather_8: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [0, 0] }, many: { here: [8, 0], below: [112, 0] } }, call: [16, 0], params: [0, 0], library: { once: [[], []], many: [['memcpy'], []] }, once: { here: [0, 0] }, many: { here: [12, 0], tml_gather_8: [140, 0] }, apart: { tml_gather_8: [140, 188] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [0, 0] }, many: { here: [8, 0], below: [112, 0] } }, call: [16, 0], params: [0, 0], library: { once: [[], []], many: [['memcpy'], []] }, once: { here: [0, 0] }, many: { here: [12, 0], tml_gather_8: [140, 0] }, apart: { tml_gather_8: [140, 188] } },
    avr: { stack: { once: { here: [2, 2], below: [0, 0] }, many: { here: [59, 2], below: [50, 0] } }, call: [72, 0], params: [0, 0], library: { once: [[], []], many: [['memcpy'], []] }, once: { here: [0, 0] }, many: { here: [106, 0], tml_gather_8: [580, 0] }, apart: { tml_gather_8: [580, 706] } },
  },
  tml_set_diagonals: {
    'cortex-m4f': { stack: { once: { here: [12, 8], below: [64, 64] }, many: { here: [8, 8], below: [136, 64] } }, call: [20, 72], params: [0, 0], library: { once: [[], []], many: [['memcpy'], []] }, once: { here: [44, 52] }, many: { here: [8, -32], tml_set_diagonals: [108, 0] }, apart: { tml_set_diagonals: [108, 118] } },
    'cortex-m3': { stack: { once: { here: [12, 8], below: [64, 64] }, many: { here: [8, 8], below: [136, 64] } }, call: [20, 72], params: [0, 0], library: { once: [[], []], many: [['memcpy'], []] }, once: { here: [44, 52] }, many: { here: [8, -32], tml_set_diagonals: [108, 0] }, apart: { tml_set_diagonals: [108, 118] } },
    avr: { stack: { once: { here: [2, 2], below: [0, 0] }, many: { here: [20, 2], below: [56, 0] } }, call: [34, 34], params: [0, 0], library: { once: [[], []], many: [['memcpy'], []] }, once: { here: [40, 34] }, many: { here: [36, 2], tml_set_diagonals: [390, 0] }, apart: { tml_set_diagonals: [390, 434] } },
  },
  tml_space_to_batch: {
    'cortex-m4f': { stack: { once: { here: [16, 0], below: [80, 64] }, many: { here: [8, 0], below: [184, 64] } }, call: [16, 44], params: [0, 0], library: { once: [['memset'], []], many: [['memcpy', 'memset'], []] }, once: { here: [40, 40] }, many: { here: [12, 4], tml_space_to_batch: [254, 0] }, apart: { tml_space_to_batch: [254, 304] } },
    'cortex-m3': { stack: { once: { here: [16, 0], below: [80, 64] }, many: { here: [8, 0], below: [184, 64] } }, call: [16, 44], params: [0, 0], library: { once: [['memset'], []], many: [['memcpy', 'memset'], []] }, once: { here: [40, 40] }, many: { here: [12, 4], tml_space_to_batch: [248, 0] }, apart: { tml_space_to_batch: [248, 322] } },
    avr: { stack: { once: { here: [8, 8], below: [18, 18] }, many: { here: [48, 8], below: [128, 18] } }, call: [34, 48], params: [0, 0], library: { once: [['memset'], ['memset']], many: [['__divmodsi4', '__mulsi3', 'memcpy', 'memset'], ['memset']] }, once: { here: [72, 74] }, many: { here: [36, 18], tml_space_to_batch: [1114, 0] }, apart: { tml_space_to_batch: [1114, 934] } },
  },
  tml_split: {
    'cortex-m4f': { stack: { once: { here: [16, 16], below: [80, 80] }, many: { here: [8, 16], below: [128, 80] } }, call: [20, 28], params: [0, 0], library: { once: [['memmove'], ['memmove']], many: [['memmove'], ['memmove']] }, once: { here: [36, 32] }, many: { here: [8, 8], tml_split: [78, 0] }, apart: { tml_split: [84, 90] } },
    'cortex-m3': { stack: { once: { here: [16, 16], below: [80, 80] }, many: { here: [8, 16], below: [128, 80] } }, call: [20, 28], params: [0, 0], library: { once: [['memmove'], ['memmove']], many: [['memmove'], ['memmove']] }, once: { here: [36, 32] }, many: { here: [8, 8], tml_split: [78, 0] }, apart: { tml_split: [84, 94] } },
    avr: { stack: { once: { here: [6, 6], below: [18, 18] }, many: { here: [14, 6], below: [52, 18] } }, call: [42, 36], params: [0, 0], library: { once: [['memmove'], ['memmove']], many: [['memmove'], ['memmove']] }, once: { here: [56, 52] }, many: { here: [44, 16], tml_split: [306, 0] }, apart: { tml_split: [306, 322] } },
  },
  tml_split_1: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [16, 4], below: [112, 64] } }, call: [8, 56], params: [0, 0], library: { once: [[], []], many: [['memmove'], []] }, once: { here: [28, 32] }, many: { here: [36, -20], tml_split: [48, 0] }, apart: { tml_split_1: [40, 44] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [64, 64] }, many: { here: [16, 0], below: [112, 64] } }, call: [8, 64], params: [0, 0], library: { once: [[], []], many: [['memmove'], []] }, once: { here: [28, 32] }, many: { here: [36, -48], tml_split: [48, 0] }, apart: { tml_split_1: [40, 44] } },
    avr: { stack: { once: { here: [2, 2], below: [18, 18] }, many: { here: [14, 2], below: [36, 18] } }, call: [44, 16], params: [0, 0], library: { once: [['memmove'], ['memmove']], many: [['memmove'], ['memmove']] }, once: { here: [16, 16] }, many: { here: [36, 0], tml_split: [142, 0] }, apart: { tml_split_1: [118, 134] } },
  },
  tml_split_2: {
    'cortex-m4f': { stack: { once: { here: [0, 4], below: [64, 64] }, many: { here: [16, 4], below: [112, 64] } }, call: [8, 108], params: [0, 0], library: { once: [[], []], many: [['memmove'], []] }, once: { here: [52, 72] }, many: { here: [48, -48], tml_split: [66, 0] }, apart: { tml_split_2: [66, 70] } },
    'cortex-m3': { stack: { once: { here: [0, 4], below: [64, 64] }, many: { here: [16, 4], below: [112, 64] } }, call: [8, 116], params: [0, 0], library: { once: [[], []], many: [['memmove'], []] }, once: { here: [52, 72] }, many: { here: [48, -64], tml_split: [66, 0] }, apart: { tml_split_2: [66, 70] } },
    avr: { stack: { once: { here: [2, 2], below: [18, 18] }, many: { here: [16, 2], below: [38, 18] } }, call: [52, 32], params: [0, 0], library: { once: [['memmove'], ['memmove']], many: [['memmove'], ['memmove']] }, once: { here: [32, 32] }, many: { here: [36, 0], tml_split: [172, 0] }, apart: { tml_split_2: [146, 162] } },
  },
  tml_split_3: {
    'cortex-m4f': { stack: { once: { here: [32, 32], below: [80, 80] }, many: { here: [24, 32], below: [128, 80] } }, call: [16, 44], params: [0, 0], library: { once: [['memmove'], ['memmove']], many: [['memmove'], ['memmove']] }, once: { here: [52, 52] }, many: { here: [44, 12], tml_split: [76, 0] }, apart: { tml_split_3: [80, 84] } },
    'cortex-m3': { stack: { once: { here: [32, 32], below: [80, 80] }, many: { here: [24, 32], below: [128, 80] } }, call: [16, 44], params: [0, 0], library: { once: [['memmove'], ['memmove']], many: [['memmove'], ['memmove']] }, once: { here: [52, 52] }, many: { here: [44, 12], tml_split: [76, 0] }, apart: { tml_split_3: [80, 80] } },
    avr: { stack: { once: { here: [10, 10], below: [18, 18] }, many: { here: [18, 10], below: [46, 18] } }, call: [60, 64], params: [0, 0], library: { once: [['memmove'], ['memmove']], many: [['memmove'], ['memmove']] }, once: { here: [102, 94] }, many: { here: [36, 30], tml_split: [236, 0] }, apart: { tml_split_3: [246, 232] } },
  },
  tml_split_4: {
    'cortex-m4f': { stack: { once: { here: [32, 32], below: [80, 80] }, many: { here: [24, 32], below: [128, 80] } }, call: [24, 52], params: [0, 0], library: { once: [['memmove'], ['memmove']], many: [['memmove'], ['memmove']] }, once: { here: [56, 60] }, many: { here: [40, 8], tml_split: [72, 0] }, apart: { tml_split_4: [74, 88] } },
    'cortex-m3': { stack: { once: { here: [32, 32], below: [80, 80] }, many: { here: [24, 32], below: [128, 80] } }, call: [24, 52], params: [0, 0], library: { once: [['memmove'], ['memmove']], many: [['memmove'], ['memmove']] }, once: { here: [56, 60] }, many: { here: [40, 8], tml_split: [72, 0] }, apart: { tml_split_4: [74, 82] } },
    avr: { stack: { once: { here: [16, 16], below: [18, 18] }, many: { here: [20, 16], below: [46, 18] } }, call: [68, 78], params: [0, 0], library: { once: [['memmove'], ['memmove']], many: [['memmove'], ['memmove']] }, once: { here: [124, 132] }, many: { here: [36, 52], tml_split: [236, 0] }, apart: { tml_split_4: [246, 272] } },
  },
  tml_split_5: {
    'cortex-m4f': { stack: { once: { here: [40, 40], below: [80, 80] }, many: { here: [32, 40], below: [128, 80] } }, call: [28, 56], params: [0, 0], library: { once: [['memmove'], ['memmove']], many: [['memmove'], ['memmove']] }, once: { here: [64, 64] }, many: { here: [44, 12], tml_split: [76, 0] }, apart: { tml_split_5: [88, 92] } },
    'cortex-m3': { stack: { once: { here: [40, 40], below: [80, 80] }, many: { here: [32, 40], below: [128, 80] } }, call: [28, 56], params: [0, 0], library: { once: [['memmove'], ['memmove']], many: [['memmove'], ['memmove']] }, once: { here: [64, 64] }, many: { here: [44, 12], tml_split: [76, 0] }, apart: { tml_split_5: [88, 88] } },
    avr: { stack: { once: { here: [18, 18], below: [18, 18] }, many: { here: [22, 18], below: [46, 18] } }, call: [76, 86], params: [0, 0], library: { once: [['memmove'], ['memmove']], many: [['memmove'], ['memmove']] }, once: { here: [132, 140] }, many: { here: [36, 52], tml_split: [236, 0] }, apart: { tml_split_5: [254, 282] } },
  },
  tml_split_6: {
    'cortex-m4f': { stack: { once: { here: [40, 40], below: [80, 80] }, many: { here: [32, 40], below: [128, 80] } }, call: [36, 64], params: [0, 0], library: { once: [['memmove'], ['memmove']], many: [['memmove'], ['memmove']] }, once: { here: [72, 72] }, many: { here: [40, 8], tml_split: [78, 0] }, apart: { tml_split_6: [88, 104] } },
    'cortex-m3': { stack: { once: { here: [40, 40], below: [80, 80] }, many: { here: [32, 40], below: [128, 80] } }, call: [36, 64], params: [0, 0], library: { once: [['memmove'], ['memmove']], many: [['memmove'], ['memmove']] }, once: { here: [72, 72] }, many: { here: [40, 8], tml_split: [78, 0] }, apart: { tml_split_6: [88, 100] } },
    avr: { stack: { once: { here: [20, 20], below: [18, 18] }, many: { here: [24, 20], below: [46, 18] } }, call: [84, 94], params: [0, 0], library: { once: [['memmove'], ['memmove']], many: [['memmove'], ['memmove']] }, once: { here: [140, 148] }, many: { here: [36, 52], tml_split: [236, 0] }, apart: { tml_split_6: [258, 286] } },
  },
  tml_split_7: {
    'cortex-m4f': { stack: { once: { here: [48, 48], below: [80, 80] }, many: { here: [40, 48], below: [128, 80] } }, call: [44, 68], params: [0, 0], library: { once: [['memmove'], ['memmove']], many: [['memmove'], ['memmove']] }, once: { here: [76, 76] }, many: { here: [36, 12], tml_split: [76, 0] }, apart: { tml_split_7: [96, 100] } },
    'cortex-m3': { stack: { once: { here: [48, 48], below: [80, 80] }, many: { here: [40, 48], below: [128, 80] } }, call: [44, 68], params: [0, 0], library: { once: [['memmove'], ['memmove']], many: [['memmove'], ['memmove']] }, once: { here: [76, 76] }, many: { here: [36, 12], tml_split: [76, 0] }, apart: { tml_split_7: [96, 96] } },
    avr: { stack: { once: { here: [22, 22], below: [18, 18] }, many: { here: [26, 22], below: [46, 18] } }, call: [92, 102], params: [0, 0], library: { once: [['memmove'], ['memmove']], many: [['memmove'], ['memmove']] }, once: { here: [148, 156] }, many: { here: [36, 52], tml_split: [236, 0] }, apart: { tml_split_7: [262, 296] } },
  },
  tml_split_8: {
    'cortex-m4f': { stack: { once: { here: [48, 48], below: [80, 80] }, many: { here: [48, 48], below: [128, 80] } }, call: [44, 72], params: [0, 0], library: { once: [['memmove'], ['memmove']], many: [['memmove'], ['memmove']] }, once: { here: [84, 84] }, many: { here: [48, 20], tml_split: [72, 0] }, apart: { tml_split_8: [92, 106] } },
    'cortex-m3': { stack: { once: { here: [48, 48], below: [80, 80] }, many: { here: [48, 48], below: [128, 80] } }, call: [44, 72], params: [0, 0], library: { once: [['memmove'], ['memmove']], many: [['memmove'], ['memmove']] }, once: { here: [84, 84] }, many: { here: [48, 20], tml_split: [72, 0] }, apart: { tml_split_8: [92, 100] } },
    avr: { stack: { once: { here: [24, 24], below: [18, 18] }, many: { here: [28, 24], below: [46, 18] } }, call: [100, 110], params: [0, 0], library: { once: [['memmove'], ['memmove']], many: [['memmove'], ['memmove']] }, once: { here: [156, 164] }, many: { here: [36, 52], tml_split: [238, 0] }, apart: { tml_split_8: [270, 296] } },
  },
  tml_take: {
    'cortex-m4f': { stack: { once: { here: [20, 12], below: [64, 64] }, many: { here: [8, 16], below: [128, 64] } }, call: [24, 92], params: [0, 0], library: { once: [[], []], many: [['memcpy'], []] }, once: { here: [60, 68] }, many: { here: [8, -40], tml_take: [88, 0] }, apart: { tml_take: [88, 114] } },
    'cortex-m3': { stack: { once: { here: [20, 16], below: [64, 64] }, many: { here: [8, 16], below: [128, 64] } }, call: [24, 92], params: [0, 0], library: { once: [[], []], many: [['memcpy'], []] }, once: { here: [60, 68] }, many: { here: [8, -36], tml_take: [88, 0] }, apart: { tml_take: [88, 114] } },
    avr: { stack: { once: { here: [4, 2], below: [0, 0] }, many: { here: [20, 2], below: [56, 0] } }, call: [38, 68], params: [0, 0], library: { once: [[], []], many: [['memcpy'], []] }, once: { here: [76, 64] }, many: { here: [36, 0], tml_take: [360, 0] }, apart: { tml_take: [360, 386] } },
  },
  tml_take_batched: {
    'cortex-m4f': { stack: { once: { here: [20, 20], below: [64, 64] }, many: { here: [8, 28], below: [168, 64] } }, call: [24, 116], params: [0, 0], library: { once: [[], []], many: [['memcpy'], []] }, once: { here: [76, 88] }, many: { here: [8, -44], tml_take_batched: [172, 0] }, apart: { tml_take_batched: [172, 208] } },
    'cortex-m3': { stack: { once: { here: [20, 24], below: [64, 64] }, many: { here: [8, 28], below: [168, 64] } }, call: [24, 116], params: [0, 0], library: { once: [[], []], many: [['memcpy'], []] }, once: { here: [76, 96] }, many: { here: [8, -32], tml_take_batched: [172, 0] }, apart: { tml_take_batched: [172, 210] } },
    avr: { stack: { once: { here: [60, 60], below: [18, 18] }, many: { here: [24, 60], below: [72, 18] } }, call: [38, 362], params: [20, 20], library: { once: [['memcpy'], ['memcpy']], many: [['memcpy'], ['memcpy']] }, once: { here: [438, 462] }, many: { here: [36, 94], tml_take_batched: [582, 0] }, apart: { tml_take_batched: [582, 622] } },
  },
  tml_take_batched_s32: {
    'cortex-m4f': { stack: { once: { here: [20, 20], below: [64, 64] }, many: { here: [8, 28], below: [176, 64] } }, call: [24, 124], params: [0, 0], library: { once: [[], []], many: [['memcpy'], []] }, once: { here: [80, 92] }, many: { here: [8, -44], tml_take_batched_s32: [206, 0] }, apart: { tml_take_batched_s32: [206, 264] } },
    'cortex-m3': { stack: { once: { here: [20, 24], below: [64, 64] }, many: { here: [8, 28], below: [176, 64] } }, call: [24, 120], params: [0, 0], library: { once: [[], []], many: [['memcpy'], []] }, once: { here: [80, 100] }, many: { here: [8, -24], tml_take_batched_s32: [206, 0] }, apart: { tml_take_batched_s32: [206, 286] } },
    avr: { stack: { once: { here: [68, 66], below: [18, 18] }, many: { here: [24, 66], below: [80, 18] } }, call: [38, 432], params: [20, 20], library: { once: [['memcpy'], ['memcpy']], many: [['memcpy'], ['memcpy']] }, once: { here: [516, 540] }, many: { here: [36, 114], tml_take_batched_s32: [668, 0] }, apart: { tml_take_batched_s32: [668, 718] } },
  },
  tml_take_batched_s64: {
    'cortex-m4f': { stack: { once: { here: [20, 28], below: [64, 64] }, many: { here: [8, 36], below: [176, 64] } }, call: [24, 160], params: [0, 0], library: { once: [[], []], many: [['memcpy'], []] }, once: { here: [104, 124] }, many: { here: [8, -56], tml_take_batched_s64: [220, 0] }, apart: { tml_take_batched_s64: [220, 280] } },
    'cortex-m3': { stack: { once: { here: [20, 28], below: [64, 64] }, many: { here: [8, 36], below: [176, 64] } }, call: [24, 160], params: [0, 0], library: { once: [[], []], many: [['memcpy'], []] }, once: { here: [104, 132] }, many: { here: [8, -44], tml_take_batched_s64: [220, 0] }, apart: { tml_take_batched_s64: [220, 288] } },
    avr: { stack: { once: { here: [83, 86], below: [26, 26] }, many: { here: [24, 86], below: [103, 26] } }, call: [38, 628], params: [20, 20], library: { once: [['__cmpdi2', '__cmpdi2_s8', 'memcpy'], ['__cmpdi2', '__cmpdi2_s8', 'memcpy']], many: [['__cmpdi2', '__cmpdi2_s8', 'memcpy'], ['__cmpdi2', '__cmpdi2_s8', 'memcpy']] }, once: { here: [636, 740] }, many: { here: [36, 118], tml_take_batched_s64: [782, 0] }, apart: { tml_take_batched_s64: [782, 906] } },
  },
  tml_take_s32: {
    'cortex-m4f': { stack: { once: { here: [20, 12], below: [64, 64] }, many: { here: [8, 16], below: [136, 64] } }, call: [24, 96], params: [0, 0], library: { once: [[], []], many: [['memcpy'], []] }, once: { here: [64, 72] }, many: { here: [8, -32], tml_take_s32: [118, 0] }, apart: { tml_take_s32: [118, 152] } },
    'cortex-m3': { stack: { once: { here: [20, 16], below: [64, 64] }, many: { here: [8, 16], below: [136, 64] } }, call: [24, 96], params: [0, 0], library: { once: [[], []], many: [['memcpy'], []] }, once: { here: [64, 72] }, many: { here: [8, -32], tml_take_s32: [118, 0] }, apart: { tml_take_s32: [118, 166] } },
    avr: { stack: { once: { here: [4, 4], below: [0, 0] }, many: { here: [20, 4], below: [64, 0] } }, call: [38, 94], params: [0, 0], library: { once: [[], []], many: [['memcpy'], []] }, once: { here: [98, 98] }, many: { here: [36, 8], tml_take_s32: [432, 0] }, apart: { tml_take_s32: [432, 468] } },
  },
  tml_take_s64: {
    'cortex-m4f': { stack: { once: { here: [20, 16], below: [64, 64] }, many: { here: [8, 20], below: [144, 64] } }, call: [24, 104], params: [0, 0], library: { once: [[], []], many: [['memcpy'], []] }, once: { here: [80, 92] }, many: { here: [8, -20], tml_take_s64: [136, 0] }, apart: { tml_take_s64: [136, 164] } },
    'cortex-m3': { stack: { once: { here: [20, 16], below: [64, 64] }, many: { here: [8, 20], below: [144, 64] } }, call: [24, 112], params: [0, 0], library: { once: [[], []], many: [['memcpy'], []] }, once: { here: [80, 96] }, many: { here: [8, -28], tml_take_s64: [136, 0] }, apart: { tml_take_s64: [136, 184] } },
    avr: { stack: { once: { here: [13, 14], below: [26, 26] }, many: { here: [20, 14], below: [87, 26] } }, call: [38, 112], params: [0, 0], library: { once: [['__cmpdi2_s8'], ['__cmpdi2_s8']], many: [['__cmpdi2', '__cmpdi2_s8', 'memcpy'], ['__cmpdi2_s8']] }, once: { here: [174, 156] }, many: { here: [36, 60], tml_take_s64: [554, 0] }, apart: { tml_take_s64: [554, 660] } },
  },
});
