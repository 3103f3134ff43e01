import { floatLimits, int32Limits, int64Limits, productFields } from '../kernels/binary-fields.ts';
import { productFields16 } from '../kernels/binary-fields-16.ts';
import { binaryKernel } from '../kernels/binary-kernel.ts';
import { scaledOnly } from '../kernels/scaled-only.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';
import { rates } from './kernel-rates.ts';

export const kernels = withSizes(sizes, [
  binaryKernel('mul', 'float32', floatLimits, { rates }),
  binaryKernel('mul', 'int32', int32Limits, { rates }),
  binaryKernel('mul', 'int64', int64Limits),
  scaledOnly(binaryKernel('mul', 'int16', productFields16, { rates })),
  binaryKernel('mul', 'int8', productFields, { rates }),
  binaryKernel('mul', 'uint8', productFields, { rates }),
]);
