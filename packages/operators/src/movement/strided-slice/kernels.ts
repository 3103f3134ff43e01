import { type Kernel } from '@tinyml/core';
import { sliceView } from '@tinyml/core/internal';
import { requiredOperand } from '../../kernel/operand.ts';
import { constantNumbers } from '../kernels/constant-numbers.ts';
import { deepViewKernels } from '../kernels/view-kernels.ts';

export const kernels: readonly Kernel[] = deepViewKernels('strided_slice', (request) => {
  const [begin, end, steps] = [1, 2, 3].map((index) => constantNumbers(request, index));
  const { shape } = requiredOperand(request, 0).type;
  return begin && end && steps && sliceView(request.node.attrs, shape, begin, end, steps);
});
