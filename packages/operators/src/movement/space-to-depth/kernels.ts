import type { Kernel } from '@tinyml/core';
import { requiredOperand } from '../../kernel/operand.ts';
import { viewKernels } from '../kernels/view-kernels.ts';
import { blockView } from './block-view.ts';

export const kernels: readonly Kernel[] = viewKernels('space_to_depth', (request) =>
  blockView(requiredOperand(request, 0).type.shape, request.node.attrs.blockSize),
);
