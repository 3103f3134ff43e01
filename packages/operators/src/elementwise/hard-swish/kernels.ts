import type { Kernel } from '@tinyml/core';
import { lookupKernels } from '../kernels/lookup-kernels.ts';
import { floatKernel } from '../kernels/float-kernel.ts';

export const kernels: readonly Kernel[] = [floatKernel('hard_swish', 4), ...lookupKernels('hard_swish')];
