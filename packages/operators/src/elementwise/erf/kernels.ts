import { mapKernel } from '../kernels/map-kernel.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';

export const kernels = withSizes(sizes, [mapKernel('erf', 'float32', 40)]);
