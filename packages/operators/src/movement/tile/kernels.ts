import { rowMajorStrides, type Kernel } from '@tinyml/core';
import { requiredOperand } from '../../kernel/operand.ts';
import { deepViewKernels } from '../kernels/view-kernels.ts';

/** Each dimension is two: how often it is repeated, with stride 0, and its elements. */
export const kernels: readonly Kernel[] = deepViewKernels('tile', (request) => {
  const from = requiredOperand(request, 0).type.shape;
  const strides = rowMajorStrides(from);
  const times = (request.outputs[0]?.shape ?? []).map((size, axis) => size / (from[axis] as number));
  return {
    shape: from.flatMap((size, axis) => [times[axis] as number, size]),
    strides: strides.flatMap((stride) => [0, stride]),
    start: 0,
  };
});
