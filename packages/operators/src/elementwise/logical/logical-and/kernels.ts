import { binaryKernel } from '../../kernels/binary-kernel.ts';
import { withSizes } from '../../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';

export const kernels = withSizes(sizes, [binaryKernel('logical_and', 'bool')]);
