import type { Kernel } from '@tinyml/core';
import { lookupKernel } from '../../kernel/lookup.ts';
import { floatKernel } from '../kernels/float-kernel.ts';

export const kernels: readonly Kernel[] = [
  floatKernel('hard_swish', 4),
  lookupKernel('hard_swish', 'tml_hard_swish_s8'),
];
