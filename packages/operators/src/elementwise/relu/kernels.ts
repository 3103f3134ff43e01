import type { Kernel } from '@tinyml/core';
import { reluKernels } from '../kernels/relu-kernels.ts';

export const kernels: readonly Kernel[] = reluKernels('relu');
