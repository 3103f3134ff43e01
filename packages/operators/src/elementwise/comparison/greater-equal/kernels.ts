import { comparisonKernels } from '../kernels.ts';

export const kernels = comparisonKernels('greater_equal');
