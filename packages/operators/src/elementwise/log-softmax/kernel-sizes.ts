import type { MeasuredSizes } from '@tinyml/core';

/** What the C functions of this folder take: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const sizes: MeasuredSizes = () => ({
});
