import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
  tml_dynamic_update_slice: {
    'cortex-m4f': { stack: { once: { here: [0, 0], below: [0, 0] }, many: { here: [16, 0], below: [152, 0] } }, call: [28, 0], params: [0, 0], library: { once: [[], []], many: [['memcpy'], []] }, once: { here: [-2, -2] }, many: { here: [8, -2], tml_dynamic_update_slice: [246, 0] }, apart: { tml_dynamic_update_slice: [246, 306] } },
    'cortex-m3': { stack: { once: { here: [0, 0], below: [0, 0] }, many: { here: [16, 0], below: [152, 0] } }, call: [28, 0], params: [0, 0], library: { once: [[], []], many: [['memcpy'], []] }, once: { here: [-2, -2] }, many: { here: [8, -2], tml_dynamic_update_slice: [252, 0] }, apart: { tml_dynamic_update_slice: [252, 306] } },
    avr: { stack: { once: { here: [120, 124], below: [18, 18] }, many: { here: [81, 125], below: [104, 18] } }, call: [120, 540], params: [0, 0], library: { once: [['memcpy'], ['memcpy']], many: [['__divmodsi4', 'memcpy'], ['memcpy']] }, once: { here: [558, 630] }, many: { here: [92, 90], tml_dynamic_update_slice: [876, 0] }, apart: { tml_dynamic_update_slice: [876, 910] } },
  },
});
