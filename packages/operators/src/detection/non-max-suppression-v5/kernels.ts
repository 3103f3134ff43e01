import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from '../kernels/kernel-sizes.ts';
import { suppressionKernel } from '../suppression-kernel.ts';

export const kernels = withSizes(sizes, [suppressionKernel('non_max_suppression_v5')]);
