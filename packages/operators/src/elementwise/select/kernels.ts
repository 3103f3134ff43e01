import { selectKernels } from '../kernels/select-kernels.ts';
import { conditionShape } from './condition-shape.ts';

export const kernels = selectKernels('select', conditionShape);
