import type { Kernel } from '@tinyml/core';
import { mapKernel } from '../kernels/map-kernel.ts';

export const kernels: readonly Kernel[] = [mapKernel('cos', 'float32', 25)];
