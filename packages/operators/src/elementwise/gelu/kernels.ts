import type { Kernel } from '@tinyml/core';
import { interpolationKernel } from '../../kernel/interpolation-kernel.ts';
import { unaryKernel } from '../../kernel/unary-kernel.ts';
import { lookupKernels } from '../kernels/lookup-kernels.ts';
import { approximated, exact } from './functions.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';

const gelu = (name: string, approximate: boolean): Kernel<'gelu'> =>
  unaryKernel<'gelu'>({
    op: 'gelu',
    function: name,
    from: 'float32',
    to: 'float32',
    floats: 30,
    problem: ({ node }) => (node.attrs.approximate === approximate ? undefined : 'takes the other form of it'),
    params: () => ({ fields: {} }),
  });

export const kernels = withSizes(sizes, [
  gelu('tml_gelu_f32', false),
  gelu('tml_gelu_tanh_f32', true),
  ...lookupKernels('gelu'),
  interpolationKernel<'gelu'>('gelu', ({ node }) => (node.attrs.approximate ? approximated : exact)),
]);
