import type { Kernel } from '@tinyml/core';
import { reduceKernel } from '../kernels/reduce.ts';

export const kernels: readonly Kernel[] = [reduceKernel('reduce_all', 'b8')];
