import type { Kernel } from '@tinyml/core';
import { lookupKernel } from '../../kernel/lookup.ts';
import { floatKernel } from '../kernels/float-kernel.ts';
import { sigmoidKernel } from '../kernels/sigmoid-kernel.ts';

export const kernels: readonly Kernel[] = [
  floatKernel('logistic', 20),
  sigmoidKernel('logistic', false),
  lookupKernel('logistic', 'tml_logistic_s8'),
];
