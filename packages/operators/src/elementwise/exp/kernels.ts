import type { Kernel } from '@tinyml/core';
import { interpolationKernel } from '../../kernel/interpolation-kernel.ts';
import { lookupKernel } from '../../kernel/lookup.ts';
import { mapKernel } from '../kernels/map-kernel.ts';

export const kernels: readonly Kernel[] = [
  mapKernel('exp', 'float32', 20),
  lookupKernel('exp', 'tml_exp_s8'),
  interpolationKernel('exp', () => Math.exp),
];
