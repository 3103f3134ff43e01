import { elementCount } from '@tinyml/core';
import { withSizes } from '../../kernel/with-sizes.ts';
import { signalKernel } from '../signal-kernel.ts';
import { sizes } from './kernel-sizes.ts';

export const kernels = withSizes(sizes, [
  signalKernel<'signal_stacker'>({
    op: 'signal_stacker',
    function: 'tml_signal_stacker_s16',
    header: 'tml_signal_stacker_s16.h',
    dtype: 'int16',
    params: ({ node: { attrs } }) => ({
      fields: {
        channels: attrs.numChannels,
        left: attrs.leftContext,
        around: attrs.leftContext + attrs.rightContext,
        step: attrs.step,
      },
    }),
    operands: 3,
    results: 4,
    inPlace: [
      [1, 2],
      [2, 3],
    ],
    work: ({ outputs: [y] }) => ({ element: elementCount(y?.shape ?? []) }),
  }),
]);
