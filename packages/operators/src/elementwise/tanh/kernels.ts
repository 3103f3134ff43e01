import type { Kernel } from '@tinyml/core';
import { lookupKernel } from '../../kernel/lookup.ts';
import { floatKernel } from '../kernels/float-kernel.ts';
import { sigmoidKernel } from '../kernels/sigmoid-kernel.ts';

export const kernels: readonly Kernel[] = [
  floatKernel('tanh', 25),
  sigmoidKernel('tanh', true),
  lookupKernel('tanh', 'tml_tanh_s8'),
];
