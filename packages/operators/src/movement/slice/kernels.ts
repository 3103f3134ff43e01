import type { Kernel } from '@tinyml/core';
import { requiredOperand } from '../../kernel/operand.ts';
import { constantNumbers } from '../kernels/constant-numbers.ts';
import { deepViewKernels } from '../kernels/view-kernels.ts';
import { partView } from './part-view.ts';

export const kernels: readonly Kernel[] = deepViewKernels('slice', (request) => {
  const [begin, size] = [constantNumbers(request, 1), constantNumbers(request, 2)];
  return begin && size && partView(requiredOperand(request, 0).type.shape, begin, size);
});
