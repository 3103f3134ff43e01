import { byteWidth, elementCount } from '@tinyml/core';
import { unaryKernel } from '../../kernel/unary-kernel.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';

export const kernels = withSizes(sizes, [
  ...(['float32', 'int32', 'int64'] as const).map((dtype) =>
    unaryKernel({
      op: 'zeros_like',
      name: `tml_zeros_like_${dtype}`,
      function: 'tml_zeros_like',
      from: dtype,
      to: dtype,
      params: ({ outputs: [y] }) => ({ fields: { count: (elementCount(y?.shape ?? []) * byteWidth(dtype)) / 4 } }),
    }),
  ),
]);
