import { rowMajorStrides, type Kernel } from '@tinyml/core';
import { requiredOperand } from '../../kernel/operand.ts';
import { deepViewKernels } from '../kernels/view-kernels.ts';

/** A dimension that is repeated has stride 0. */
export const kernels: readonly Kernel[] = deepViewKernels('broadcast_to', (request) => {
  const from = requiredOperand(request, 0).type.shape;
  const shape = request.outputs[0]?.shape ?? [];
  const added = shape.length - from.length;
  const own = rowMajorStrides(from);
  const strides = shape.map((_, axis) => ((from[axis - added] ?? 1) === 1 ? 0 : (own[axis - added] as number)));
  return { shape, strides, start: 0 };
});
