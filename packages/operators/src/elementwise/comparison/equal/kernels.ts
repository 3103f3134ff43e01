import { equalityKernels } from '../kernels.ts';
import { withSizes } from '../../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';

export const kernels = withSizes(sizes, equalityKernels('equal'));
