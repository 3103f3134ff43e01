import { resolveAxes, type Kernel } from '@tinyml/core';
import { requiredOperand } from '../../kernel/operand.ts';
import { constantNumbers } from '../kernels/constant-numbers.ts';
import { deepViewKernels } from '../kernels/view-kernels.ts';
import { reversedView } from './reversed-view.ts';

export const kernels: readonly Kernel[] = deepViewKernels('reverse_v2', (request) => {
  const axes = constantNumbers(request, 1);
  const { shape } = requiredOperand(request, 0).type;
  return axes && reversedView(shape, resolveAxes(axes, shape.length));
});
