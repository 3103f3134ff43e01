import type { Kernel } from '@tinyml/core';
import { floatLimits, int32Limits, sumFields } from '../kernels/binary-fields.ts';
import { binaryKernel } from '../kernels/binary-kernel.ts';
import { sumKernel } from '../kernels/sum-dsp.ts';

export const kernels: readonly Kernel[] = [
  binaryKernel('add', 'float32', floatLimits),
  binaryKernel('add', 'int32', int32Limits),
  binaryKernel('add', 'int8', sumFields),
  sumKernel('add'),
];
