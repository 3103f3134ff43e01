import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from '../kernels/kernel-sizes.ts';
import { segmentKernels } from '../kernels/segment-kernels.ts';

export const kernels = withSizes(sizes, segmentKernels('unsorted_segment_max', 'max'));
