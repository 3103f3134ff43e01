import { interpolationKernel } from '../../kernel/interpolation-kernel.ts';
import { lookupKernel } from '../../kernel/lookup.ts';
import { mapKernel } from '../kernels/map-kernel.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';

export const kernels = withSizes(sizes, [
  mapKernel('exp', 'float32', 20),
  lookupKernel('exp', 'tml_exp_s8'),
  interpolationKernel('exp', () => Math.exp),
]);
