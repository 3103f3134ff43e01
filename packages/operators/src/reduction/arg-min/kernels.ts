import type { Kernel } from '@tinyml/core';
import { argKernels } from '../kernels/arg.ts';

export const kernels: readonly Kernel[] = argKernels('arg_min');
