import { interpolationKernel } from '../../kernel/interpolation-kernel.ts';
import { lookupKernel } from '../../kernel/lookup.ts';
import { mapKernel } from '../kernels/map-kernel.ts';
import { storedLog } from './stored-log.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';

export const kernels = withSizes(sizes, [
  mapKernel('log', 'float32', 20),
  lookupKernel('log', 'tml_log_s8'),
  interpolationKernel('log', (_, output) => storedLog(output)),
]);
