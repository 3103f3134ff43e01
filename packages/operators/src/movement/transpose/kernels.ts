import { type Kernel, type KernelRequest, type StridedView } from '@tinyml/core';
import { transposeView } from '@tinyml/core/internal';
import { requiredOperand } from '../../kernel/operand.ts';
import { constantNumbers } from '../kernels/constant-numbers.ts';
import { matrixKernels } from '../kernels/transpose-matrix.ts';
import { deepViewKernels } from '../kernels/view-kernels.ts';

const viewOf = (request: KernelRequest<'transpose'>): StridedView | undefined => {
  const perm = constantNumbers(request, 1);
  return perm && transposeView(requiredOperand(request, 0).type.shape, perm);
};

export const kernels: readonly Kernel[] = [
  ...matrixKernels('transpose', viewOf),
  ...deepViewKernels('transpose', viewOf),
];
