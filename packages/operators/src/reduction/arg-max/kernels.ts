import { argKernels } from '../kernels/arg.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';

export const kernels = withSizes(sizes, argKernels('arg_max'));
