import type { Kernel } from '@tinyml/core';
import { fourierKernels } from '../fourier-kernels.ts';

export const kernels: readonly Kernel[] = fourierKernels('signal_irfft', true, () => ({}));
