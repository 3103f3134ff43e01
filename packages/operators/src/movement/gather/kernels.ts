import { byteWidth, elementCount, resolveAxis, type Kernel } from '@tinyml/core';
import { requiredOperand } from '../../kernel/operand.ts';
import { takingKernels } from '../kernels/taking.ts';

export const kernels: readonly Kernel[] = takingKernels<'gather'>(
  {
    op: 'gather',
    data: 0,
    numbers: 1,
    takingOf(request) {
      const { dtype, shape } = requiredOperand(request, 0).type;
      const indices = requiredOperand(request, 1).type.shape;
      const { axis: wanted, batchDims } = request.node.attrs;
      const axis = resolveAxis(wanted, shape.length);
      const batch = batchDims < 0 ? batchDims + indices.length : batchDims;
      return {
        batches: elementCount(shape.slice(0, batch)),
        outer: elementCount(shape.slice(batch, axis)),
        size: shape[axis] ?? 1,
        count: elementCount(indices.slice(batch)),
        bytes: elementCount(shape.slice(axis + 1)) * byteWidth(dtype),
      };
    },
  },
  true,
);
