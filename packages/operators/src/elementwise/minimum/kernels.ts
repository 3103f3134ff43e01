import { binaryKernel } from '../kernels/binary-kernel.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';
import { rates } from './kernel-rates.ts';

export const kernels = withSizes(
  sizes,
  (['float32', 'int32', 'int8', 'uint8', 'int16', 'int64'] as const).map((dtype) =>
    binaryKernel('minimum', dtype, undefined, { rates }),
  ),
);
