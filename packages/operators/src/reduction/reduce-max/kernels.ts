import { reduceKernel } from '../kernels/reduce.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';

export const kernels = withSizes(sizes, [reduceKernel('reduce_max', 'f32'), reduceKernel('reduce_max', 's8')]);
