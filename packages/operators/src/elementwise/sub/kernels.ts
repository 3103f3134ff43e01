import type { Kernel } from '@tinyml/core';
import { floatLimits, int32Limits, sumFields } from '../kernels/binary-fields.ts';
import { binaryKernel } from '../kernels/binary-kernel.ts';
import { sumKernel } from '../kernels/sum-dsp.ts';

export const kernels: readonly Kernel[] = [
  binaryKernel('sub', 'float32', floatLimits),
  binaryKernel('sub', 'int32', int32Limits),
  binaryKernel('sub', 'int8', sumFields),
  sumKernel('sub'),
];
