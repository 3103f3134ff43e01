import { lookupKernel } from '../../kernel/lookup.ts';
import { mapKernel } from '../kernels/map-kernel.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';

export const kernels = withSizes(sizes, [mapKernel('elu', 'float32', 12), lookupKernel('elu', 'tml_elu_s8')]);
