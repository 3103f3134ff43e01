import type { Kernel } from '@tinyml/core';
import { mapKernel } from '../kernels/map-kernel.ts';

export const kernels: readonly Kernel[] = [mapKernel('sign', 'float32', 1), mapKernel('sign', 'int32')];
