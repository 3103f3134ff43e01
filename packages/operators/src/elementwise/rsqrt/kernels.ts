import { interpolationKernel } from '../../kernel/interpolation-kernel.ts';
import { lookupKernel } from '../../kernel/lookup.ts';
import { mapKernel } from '../kernels/map-kernel.ts';
import { storedRsqrt } from './stored-rsqrt.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';

export const kernels = withSizes(sizes, [
  mapKernel('rsqrt', 'float32', 12),
  lookupKernel('rsqrt', 'tml_rsqrt_s8'),
  interpolationKernel('rsqrt', (_, output) => storedRsqrt(output)),
]);
