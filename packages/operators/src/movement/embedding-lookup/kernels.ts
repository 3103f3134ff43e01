import { byteWidth, elementCount, type Kernel } from '@tinyml/core';
import { requiredOperand } from '../../kernel/operand.ts';
import { takingKernels } from '../kernels/taking.ts';

/** Rows of the table are the slices along its first axis. */
export const kernels: readonly Kernel[] = takingKernels<'embedding_lookup'>({
  op: 'embedding_lookup',
  data: 1,
  numbers: 0,
  takingOf(request) {
    const { dtype, shape } = requiredOperand(request, 1).type;
    return {
      batches: 1,
      outer: 1,
      size: shape[0] ?? 1,
      count: elementCount(requiredOperand(request, 0).type.shape),
      bytes: elementCount(shape.slice(1)) * byteWidth(dtype),
    };
  },
});
