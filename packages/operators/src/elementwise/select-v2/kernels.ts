import { selectKernels } from '../kernels/select-kernels.ts';

export const kernels = selectKernels('select_v2');
