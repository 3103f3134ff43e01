import type { Kernel } from '@tinyml/core';
import { unaryKernel } from '../../kernel/unary-kernel.ts';
import { sizes } from '../kernels/kernel-sizes.ts';
import { lookupKernels } from '../kernels/lookup-kernels.ts';
import { rates } from '../kernels/kernel-rates.ts';

export const kernels: readonly Kernel[] = [
  unaryKernel({
    op: 'relu_0_to_1',
    name: 'tml_relu_0_to_1_f32',
    function: 'tml_relu_f32',
    measured: sizes,
    from: 'float32',
    to: 'float32',
    floats: 0.5,
    rates,
    params: () => ({ fields: { low: 0, high: 1 } }),
  }),
  ...lookupKernels('relu_0_to_1'),
];
