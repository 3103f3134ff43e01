import type { Kernel } from '@tinyml/core';
import { spaceBatchKernel } from '../kernels/space-batch.ts';
import { rates } from './kernel-rates.ts';

export const kernels: readonly Kernel[] = [spaceBatchKernel('space_to_batch_nd', rates, 'to batch')];
