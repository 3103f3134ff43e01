import type { Kernel } from '@tinyml/core';
import { binaryKernel } from '../../kernels/binary-kernel.ts';

export const kernels: readonly Kernel[] = [binaryKernel('logical_or', 'bool')];
