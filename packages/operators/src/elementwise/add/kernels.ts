import { floatLimits, int32Limits, int64Limits, sumFields } from '../kernels/binary-fields.ts';
import { sumFields16 } from '../kernels/binary-fields-16.ts';
import { binaryKernel } from '../kernels/binary-kernel.ts';
import { scaledOnly } from '../kernels/scaled-only.ts';
import { sumKernel } from '../kernels/sum-dsp.ts';
import { sumVectorKernel } from '../kernels/sum-mve.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';
import { rates } from './kernel-rates.ts';

export const kernels = withSizes(sizes, [
  binaryKernel('add', 'float32', floatLimits, { rates }),
  binaryKernel('add', 'int32', int32Limits, { rates }),
  binaryKernel('add', 'int64', int64Limits),
  scaledOnly(binaryKernel('add', 'int16', sumFields16, { rates })),
  binaryKernel('add', 'int8', sumFields, { rates }),
  binaryKernel('add', 'uint8', sumFields, { rates }),
  sumKernel('add', 1),
  sumVectorKernel('add', 1),
]);
