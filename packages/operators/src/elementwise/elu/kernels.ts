import type { Kernel } from '@tinyml/core';
import { lookupKernel } from '../../kernel/lookup.ts';
import { mapKernel } from '../kernels/map-kernel.ts';

export const kernels: readonly Kernel[] = [mapKernel('elu', 'float32', 12), lookupKernel('elu', 'tml_elu_s8')];
