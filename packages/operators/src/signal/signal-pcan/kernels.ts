import { elementCount } from '@tinyml/core';
import { withSizes } from '../../kernel/with-sizes.ts';
import { pointedTo, signalKernel } from '../signal-kernel.ts';
import { sizes } from './kernel-sizes.ts';

export const kernels = withSizes(sizes, [
  signalKernel<'signal_pcan'>({
    op: 'signal_pcan',
    function: 'tml_signal_pcan_u32',
    header: 'tml_signal_pcan_u32.h',
    dtype: 'uint32',
    params: (request) => ({
      fields: {
        count: elementCount(request.outputs[0]?.shape ?? []),
        snr_bits: request.node.attrs.snrShift,
        gains: { c: '@gains' },
      },
      constants: [pointedTo(request, 2, 'gains')],
    }),
    problem: ({ inputs }) => (inputs[2]?.constant === undefined ? 'its table of gains must be a constant' : undefined),
    operands: 2,
    inPlace: [
      [0, 0],
      [1, 0],
    ],
    work: ({ outputs: [y] }) => ({ element: 5 * elementCount(y?.shape ?? []) }),
  }),
]);
