import { lookupKernels } from '../kernels/lookup-kernels.ts';
import { floatKernel } from '../kernels/float-kernel.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';

export const kernels = withSizes(sizes, [floatKernel('hard_swish', 4), ...lookupKernels('hard_swish')]);
