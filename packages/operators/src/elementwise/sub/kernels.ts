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
  binaryKernel('sub', 'float32', floatLimits, { rates }),
  binaryKernel('sub', 'int32', int32Limits, { rates }),
  binaryKernel('sub', 'int64', int64Limits),
  scaledOnly(binaryKernel('sub', 'int16', sumFields16, { rates })),
  binaryKernel('sub', 'int8', sumFields, { rates }),
  binaryKernel('sub', 'uint8', sumFields, { rates }),
  sumKernel('sub', -1),
  sumVectorKernel('sub', -1),
]);
