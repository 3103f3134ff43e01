import { withSizes } from '../../kernel/with-sizes.ts';
import { signalKernel } from '../signal-kernel.ts';
import { sizes } from './kernel-sizes.ts';

export const kernels = withSizes(sizes, [
  signalKernel<'signal_energy'>({
    op: 'signal_energy',
    function: 'tml_signal_energy_s16',
    header: 'tml_signal_energy_s16.h',
    dtype: 'int16',
    params: ({ node: { attrs }, outputs: [y] }) => ({
      fields: { count: y?.shape[0] ?? 0, first: attrs.startIndex, end: attrs.endIndex },
    }),
    inPlace: [[0, 0]],
    work: ({ outputs: [y] }) => ({ element: y?.shape[0] ?? 0 }),
  }),
]);
