import type { Kernel } from '@tinyml/core';
import { conv2dF16wFpu, conv2dF32Fpu } from './conv-2d-fpu.ts';
import { conv2dMaxPool2dF32Fpu } from './conv-2d-max-pool-2d-fpu.ts';
import { depthwiseConv2dF16wFpu, depthwiseConv2dF32Fpu } from './depthwise-conv-2d-fpu.ts';
import { fullyConnectedF16wFpu, fullyConnectedF32Fpu } from './fully-connected-fpu.ts';

/** Float kernels for cores with Arm's floating-point unit. */
export const fpuKernels: readonly Kernel[] = [
  conv2dF16wFpu,
  conv2dF32Fpu,
  conv2dMaxPool2dF32Fpu,
  depthwiseConv2dF16wFpu,
  depthwiseConv2dF32Fpu,
  fullyConnectedF16wFpu,
  fullyConnectedF32Fpu,
] as unknown as readonly Kernel[];
