import type { Kernel } from '@tinyml/core';
import { binaryKernel } from '../../kernels/binary-kernel.ts';

export const kernels: readonly Kernel[] = [
  ...(['int8', 'uint8', 'int16', 'int32'] as const).map((dtype) => binaryKernel('right_shift', dtype)),
];
