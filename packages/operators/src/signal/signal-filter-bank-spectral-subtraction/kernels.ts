import { withSizes } from '../../kernel/with-sizes.ts';
import { signalKernel } from '../signal-kernel.ts';
import { sizes } from './kernel-sizes.ts';

export const kernels = withSizes(sizes, [
  signalKernel<'signal_filter_bank_spectral_subtraction'>({
    op: 'signal_filter_bank_spectral_subtraction',
    function: 'tml_signal_spectral_subtraction_u32',
    header: 'tml_signal_spectral_subtraction_u32.h',
    dtype: 'uint32',
    params: ({ node: { attrs } }) => ({
      fields: {
        channels: attrs.numChannels,
        smoothing_bits: attrs.smoothingBits,
        fraction_bits: attrs.spectralSubtractionBits,
        clamping: Number(attrs.clamping),
        smoothing: [attrs.smoothing, attrs.alternateSmoothing],
        rest: [attrs.oneMinusSmoothing, attrs.alternateOneMinusSmoothing],
        remaining: attrs.minSignalRemaining,
      },
    }),
    operands: 2,
    results: 2,
    inPlace: [
      [0, 0],
      [1, 1],
    ],
    work: ({ node: { attrs } }) => ({ element: 3 * attrs.numChannels }),
  }),
]);
