import type { Kernel } from '@tinyml/core';
import { binaryKernel } from '../kernels/binary-kernel.ts';

export const kernels: readonly Kernel[] = (['float32', 'int32', 'int8', 'uint8', 'int16'] as const).map((dtype) =>
  binaryKernel('maximum', dtype),
);
