import { binaryKernel } from '../kernels/binary-kernel.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';

export const kernels = withSizes(sizes, [
  ...(['float32', 'int8', 'int16', 'int32', 'int64'] as const).map((dtype) => binaryKernel('floor_mod', dtype)),
]);
