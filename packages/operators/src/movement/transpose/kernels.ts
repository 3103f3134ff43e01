import { type Kernel } from '@tinyml/core';
import { transposeView } from '@tinyml/core/internal';
import { requiredOperand } from '../../kernel/operand.ts';
import { constantNumbers } from '../kernels/constant-numbers.ts';
import { deepViewKernels } from '../kernels/view-kernels.ts';

export const kernels: readonly Kernel[] = deepViewKernels('transpose', (request) => {
  const perm = constantNumbers(request, 1);
  return perm && transposeView(requiredOperand(request, 0).type.shape, perm);
});
