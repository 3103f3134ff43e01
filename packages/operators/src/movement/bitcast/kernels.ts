import type { Kernel } from '@tinyml/core';
import { copyKernel } from '../kernels/copy.ts';

export const kernels: readonly Kernel[] = [copyKernel('bitcast')];
