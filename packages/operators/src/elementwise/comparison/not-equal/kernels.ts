import { equalityKernels } from '../kernels.ts';

export const kernels = equalityKernels('not_equal');
