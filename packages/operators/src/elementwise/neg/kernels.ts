import { lookupKernel } from '../../kernel/lookup.ts';
import { mapKernel } from '../kernels/map-kernel.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';

export const kernels = withSizes(sizes, [
  mapKernel('neg', 'float32', 0.5),
  mapKernel('neg', 'int32'),
  mapKernel('neg', 'int16'),
  mapKernel('neg', 'int64'),
  lookupKernel('neg', 'tml_neg_s8'),
]);
