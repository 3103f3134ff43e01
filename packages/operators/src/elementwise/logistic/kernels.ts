import type { Kernel } from '@tinyml/core';
import { lookupKernel } from '../../kernel/lookup.ts';
import { floatKernel } from '../kernels/float-kernel.ts';

export const kernels: readonly Kernel[] = [floatKernel('logistic', 20), lookupKernel('logistic', 'tml_logistic_s8')];
