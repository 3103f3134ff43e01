import type { Kernel, MeasuredSizes } from '@tinyml/core';

/** The kernels with what the C functions of their folder take; one whose function stands elsewhere has brought its sizes already. */
export const withSizes = (measured: MeasuredSizes, kernels: readonly Kernel[]): readonly Kernel[] =>
  kernels.map((kernel) => (kernel.measured === undefined ? Object.freeze({ ...kernel, measured }) : kernel));
