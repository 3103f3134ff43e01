import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_signal_spectral_subtraction_u32: {
    'cortex-m4f': { stack: { once: { here: [64, 56], below: [64, 64] }, many: { here: [16, 64], below: [152, 64] } }, call: [32, 36], params: [36, 36], library: { once: [[], []], many: [[], []] }, once: { here: [120, 124] }, many: { here: [4, 184], tml_signal_spectral_subtraction_u32: [192, 0] }, apart: { tml_signal_spectral_subtraction_u32: [192, 232] } },
    'cortex-m3': { stack: { once: { here: [64, 64], below: [64, 64] }, many: { here: [16, 64], below: [152, 64] } }, call: [32, 36], params: [36, 36], library: { once: [[], []], many: [[], []] }, once: { here: [120, 128] }, many: { here: [4, 216], tml_signal_spectral_subtraction_u32: [190, 0] }, apart: { tml_signal_spectral_subtraction_u32: [190, 246] } },
    avr: { stack: { once: { here: [116, 116], below: [26, 26] }, many: { here: [42, 119], below: [120, 26] } }, call: [42, 88], params: [36, 36], library: { once: [['__adddi3', '__ashldi3', '__lshrdi3', '__umulsidi3'], ['__adddi3', '__ashldi3', '__lshrdi3', '__umulsidi3']], many: [['__adddi3', '__lshrdi3', '__umulsidi3'], ['__adddi3', '__ashldi3', '__lshrdi3', '__subdi3', '__umulsidi3']] }, once: { here: [692, 702] }, many: { here: [44, 1106], tml_signal_spectral_subtraction_u32: [694, 0] }, apart: { tml_signal_spectral_subtraction_u32: [694, 678] } },
  },
});
