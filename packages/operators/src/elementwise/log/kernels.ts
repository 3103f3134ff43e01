import type { Kernel } from '@tinyml/core';
import { interpolationKernel } from '../../kernel/interpolation-kernel.ts';
import { lookupKernel } from '../../kernel/lookup.ts';
import { mapKernel } from '../kernels/map-kernel.ts';
import { storedLog } from './stored-log.ts';

export const kernels: readonly Kernel[] = [
  mapKernel('log', 'float32', 20),
  lookupKernel('log', 'tml_log_s8'),
  interpolationKernel('log', (_, output) => storedLog(output)),
];
