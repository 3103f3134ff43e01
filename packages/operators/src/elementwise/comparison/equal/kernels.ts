import { equalityKernels } from '../kernels.ts';

export const kernels = equalityKernels('equal');
