import type { Kernel } from '@tinyml/core';
import { requiredOperand } from '../../kernel/operand.ts';

/** The kernel, for stored integers alone: 16 bits may also be plain numbers. */
export const scaledOnly = (kernel: Kernel): Kernel => ({
  ...kernel,
  supports: (request) =>
    requiredOperand(request, 0).type.quant === undefined
      ? 'takes stored integers with a scale'
      : kernel.supports(request),
});
