import { elementCount } from '@tinyml/core';
import { withSizes } from '../../kernel/with-sizes.ts';
import { signalKernel } from '../signal-kernel.ts';
import { logTable } from './logarithm.ts';
import { sizes } from './kernel-sizes.ts';

export const kernels = withSizes(sizes, [
  signalKernel<'signal_filter_bank_log'>({
    op: 'signal_filter_bank_log',
    function: 'tml_signal_filter_bank_log_u32',
    header: 'tml_signal_filter_bank_log_u32.h',
    dtype: 'uint32',
    params: ({ node: { attrs }, outputs: [y] }) => ({
      fields: {
        count: elementCount(y?.shape ?? []),
        correction_bits: attrs.inputCorrectionBits,
        scale: attrs.outputScale,
        table: { c: '@table' },
      },
      constants: [{ name: 'table', ctype: 'uint16_t', values: logTable() }],
    }),
    inPlace: [[0, 0]],
    work: ({ outputs: [y] }) => ({ element: 5 * elementCount(y?.shape ?? []) }),
  }),
]);
