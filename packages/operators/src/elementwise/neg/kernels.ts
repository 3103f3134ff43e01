import type { Kernel } from '@tinyml/core';
import { lookupKernel } from '../../kernel/lookup.ts';
import { mapKernel } from '../kernels/map-kernel.ts';

export const kernels: readonly Kernel[] = [
  mapKernel('neg', 'float32', 0.5),
  mapKernel('neg', 'int32'),
  mapKernel('neg', 'int16'),
  lookupKernel('neg', 'tml_neg_s8'),
];
