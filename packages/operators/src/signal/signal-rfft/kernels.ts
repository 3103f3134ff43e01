import type { Kernel } from '@tinyml/core';
import { fourierKernels } from '../fourier-kernels.ts';

export const kernels: readonly Kernel[] = fourierKernels('signal_rfft', false, ({ inputs: [x] }) => ({
  size: x?.type.shape.at(-1) ?? 0,
}));
