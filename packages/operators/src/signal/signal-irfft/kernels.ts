import { withSizes } from '../../kernel/with-sizes.ts';
import { fourierKernels } from '../fourier-kernels.ts';
import { sizes } from './kernel-sizes.ts';

export const kernels = withSizes(
  sizes,
  fourierKernels('signal_irfft', true, () => ({})),
);
