import type { SizeTable } from './size-table.ts';

/** What the C kernels take on avr: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const avr: SizeTable = {
  core: 'avr',
  compiler: 'avr-gcc 5.4.0',
  kernels: {
    tml_add_s8: { stack: { once: { here: [14, 16], below: [44, 26] }, many: { here: [2, 16], below: [128, 26] } }, call: [20, 436], params: [0, 0], library: { once: [['__ashrdi3', '__mulsidi3'], ['__ashrdi3', '__mulsidi3']], many: [['__ashrdi3', '__mulsidi3'], ['__ashrdi3', '__mulsidi3']] }, once: { here: [280, 494], tml_requantize_twice: [268, 0] }, many: { here: [0, 58], tml_add_s8: [840, 0], tml_requantize_twice: [268, 0] }, apart: { tml_add_s8: [840, 1686], tml_requantize_twice: [268, 0] } },
    tml_conv_2d_s8: { stack: { once: { here: [132, 128], below: [26, 26] }, many: { here: [12, 136], below: [320, 26] } }, call: [56, 2082], params: [0, 0], library: { once: [['__ashrdi3', '__mulshisi3', '__mulsidi3', '__muluhisi3'], ['__ashrdi3', '__mulshisi3', '__mulsidi3']], many: [['__ashrdi3', '__divmodsi4', '__mulshisi3', '__mulsi3', '__mulsidi3'], ['__ashrdi3', '__mulshisi3', '__mulsidi3']] }, once: { here: [2170, 2174] }, many: { here: [40, 106], tml_conv_2d_channels_s8: [5958, 0] }, apart: { tml_conv_2d_s8: [5930, 6608] } },
    tml_depthwise_conv_2d_s8: { stack: { once: { here: [108, 104], below: [82, 82] }, many: { here: [8, 104], below: [372, 82] } }, call: [40, 1284], params: [0, 0], library: { once: [['__ashrdi3', '__mulshisi3', '__mulsidi3', '__muluhisi3'], ['__ashrdi3', '__mulshisi3', '__mulsidi3']], many: [['__ashrdi3', '__divmodsi4', '__mulshisi3', '__mulsi3', '__mulsidi3'], ['__ashrdi3', '__mulshisi3', '__mulsidi3']] }, once: { here: [1266, 1354], tml_depthwise_taps4_s8: [712, 722] }, many: { here: [24, 92], tml_depthwise_conv_2d_s8: [4916, 0], tml_depthwise_taps4_s8: [712, 722] }, apart: { tml_depthwise_conv_2d_s8: [4916, 5644], tml_depthwise_taps4_s8: [712, 722] } },
    tml_softmax_s8: { stack: { once: { here: [42, 44], below: [26, 26] }, many: { here: [2, 49], below: [94, 26] } }, call: [16, 1076], params: [0, 0], library: { once: [['__ashrdi3', '__muldi3', '__mulsidi3'], ['__ashrdi3', '__muldi3', '__mulsidi3']], many: [['__ashrdi3', '__muldi3', '__mulsidi3'], ['__ashrdi3', '__muldi3', '__mulsidi3']] }, once: { here: [1098, 1174] }, many: { here: [0, 66], tml_softmax_s8: [1360, 0] }, apart: { tml_softmax_s8: [1360, 1470] } },
  },
  library: {
    functions: {
      __ashrdi3: ['libgcc.a(_ashrdi3.o)'],
      __divmodsi4: ['libgcc.a(_divmodsi4.o)', 'libgcc.a(_negsi2.o)', 'libgcc.a(_udivmodsi4.o)'],
      __muldi3: ['libgcc.a(_muldi3.o)', 'libgcc.a(_muldi3_6.o)', 'libgcc.a(_umulhisi3.o)'],
      __mulshisi3: ['libgcc.a(_mulshisi3.o)', 'libgcc.a(_muluhisi3.o)', 'libgcc.a(_umulhisi3.o)'],
      __mulsi3: ['libgcc.a(_mulsi3.o)', 'libgcc.a(_muluhisi3.o)', 'libgcc.a(_umulhisi3.o)'],
      __mulsidi3: ['libgcc.a(_mulsidi3.o)', 'libgcc.a(_umulsidi3.o)', 'libgcc.a(_umulhisi3.o)', 'libgcc.a(_muldi3_6.o)'],
      __muluhisi3: ['libgcc.a(_muluhisi3.o)', 'libgcc.a(_umulhisi3.o)'],
      memcpy: [],
      memmove: [],
      memset: [],
    },
    objects: {
      'libgcc.a(_ashrdi3.o)': { flash: 60, data: 0, bss: 0 },
      'libgcc.a(_divmodsi4.o)': { flash: 46, data: 0, bss: 0 },
      'libgcc.a(_negsi2.o)': { flash: 16, data: 0, bss: 0 },
      'libgcc.a(_udivmodsi4.o)': { flash: 68, data: 0, bss: 0 },
      'libgcc.a(_muldi3.o)': { flash: 160, data: 0, bss: 0 },
      'libgcc.a(_muldi3_6.o)': { flash: 18, data: 0, bss: 0 },
      'libgcc.a(_umulhisi3.o)': { flash: 30, data: 0, bss: 0 },
      'libgcc.a(_mulshisi3.o)': { flash: 16, data: 0, bss: 0 },
      'libgcc.a(_muluhisi3.o)': { flash: 22, data: 0, bss: 0 },
      'libgcc.a(_mulsi3.o)': { flash: 32, data: 0, bss: 0 },
      'libgcc.a(_mulsidi3.o)': { flash: 30, data: 0, bss: 0 },
      'libgcc.a(_umulsidi3.o)': { flash: 86, data: 0, bss: 0 },
    },
  },
};
