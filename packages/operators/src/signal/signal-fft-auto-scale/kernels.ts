import { elementCount } from '@tinyml/core';
import { withSizes } from '../../kernel/with-sizes.ts';
import { signalKernel } from '../signal-kernel.ts';
import { sizes } from './kernel-sizes.ts';

export const kernels = withSizes(sizes, [
  signalKernel<'signal_fft_auto_scale'>({
    op: 'signal_fft_auto_scale',
    function: 'tml_signal_fft_auto_scale_s16',
    header: 'tml_signal_fft_auto_scale_s16.h',
    dtype: 'int16',
    params: ({ outputs: [y] }) => ({ fields: { count: elementCount(y?.shape ?? []) } }),
    results: 2,
    inPlace: [[0, 0]],
    work: ({ outputs: [y] }) => ({ element: elementCount(y?.shape ?? []) }),
  }),
]);
