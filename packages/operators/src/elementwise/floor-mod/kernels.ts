import type { Kernel } from '@tinyml/core';
import { binaryKernel } from '../kernels/binary-kernel.ts';

export const kernels: readonly Kernel[] = [
  ...(['float32', 'int8', 'int16', 'int32'] as const).map((dtype) => binaryKernel('floor_mod', dtype)),
];
