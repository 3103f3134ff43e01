import type { Kernel } from '@tinyml/core';
import { unaryKernel } from '../../kernel/unary-kernel.ts';

export const kernels: readonly Kernel[] = [
  ...(['float32', 'int32'] as const).map((dtype) =>
    unaryKernel({
      op: 'zeros_like',
      name: `tml_zeros_like_${dtype}`,
      function: 'tml_zeros_like',
      from: dtype,
      to: dtype,
      params: () => ({ fields: {} }),
    }),
  ),
];
