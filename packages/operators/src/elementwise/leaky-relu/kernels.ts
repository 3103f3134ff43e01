import type { Kernel } from '@tinyml/core';
import { lookupKernel } from '../../kernel/lookup.ts';
import { unaryKernel } from '../../kernel/unary-kernel.ts';

export const kernels: readonly Kernel[] = [
  unaryKernel<'leaky_relu'>({
    op: 'leaky_relu',
    function: 'tml_leaky_relu_f32',
    from: 'float32',
    to: 'float32',
    floats: 0.5,
    params: ({ node }) => ({ fields: { alpha: Math.fround(node.attrs.alpha) } }),
  }),
  lookupKernel('leaky_relu', 'tml_leaky_relu_s8'),
];
