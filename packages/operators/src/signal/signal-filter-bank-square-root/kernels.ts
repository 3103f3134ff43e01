import { elementCount } from '@tinyml/core';
import { withSizes } from '../../kernel/with-sizes.ts';
import { signalKernel } from '../signal-kernel.ts';
import { sizes } from './kernel-sizes.ts';

export const kernels = withSizes(sizes, [
  signalKernel<'signal_filter_bank_square_root'>({
    op: 'signal_filter_bank_square_root',
    function: 'tml_signal_filter_bank_square_root_u64',
    header: 'tml_signal_filter_bank_square_root_u64.h',
    dtype: 'uint64',
    params: ({ outputs: [y] }) => ({ fields: { count: elementCount(y?.shape ?? []) } }),
    operands: 2,
    // Results are written before operands that follow are read.
    inPlace: [[0, 0]],
    work: ({ outputs: [y] }) => ({ element: 16 * elementCount(y?.shape ?? []) }),
  }),
]);
