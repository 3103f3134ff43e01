import { mapKernel } from '../kernels/map-kernel.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';

export const kernels = withSizes(sizes, [mapKernel('sign', 'float32', 1), mapKernel('sign', 'int32')]);
