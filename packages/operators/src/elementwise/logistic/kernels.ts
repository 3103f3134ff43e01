import type { Kernel } from '@tinyml/core';
import { lookupKernels } from '../kernels/lookup-kernels.ts';
import { floatKernel } from '../kernels/float-kernel.ts';
import { sigmoidKernel } from '../kernels/sigmoid-kernel.ts';

export const kernels: readonly Kernel[] = [
  floatKernel('logistic', 20),
  sigmoidKernel('logistic', false),
  ...lookupKernels('logistic'),
];
