import { withSizes } from '../../kernel/with-sizes.ts';
import { fourierKernels } from '../fourier-kernels.ts';
import { sizes } from './kernel-sizes.ts';

export const kernels = withSizes(
  sizes,
  fourierKernels('signal_rfft', false, ({ inputs: [x] }) => ({
    size: x?.type.shape.at(-1) ?? 0,
  })),
);
