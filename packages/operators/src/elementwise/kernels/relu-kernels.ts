import { activationRange, type Activation, type Kernel } from '@tinyml/core';
import { lookupKernel } from '../../kernel/lookup.ts';
import { unaryKernel } from '../../kernel/unary-kernel.ts';

/** Kernels of an activation that limits its operand to a range. */
export const reluKernels = (op: Exclude<Activation, 'none'>): readonly Kernel[] => {
  const [low, high] = activationRange(op);
  return [
    unaryKernel({
      op,
      name: `tml_${op}_f32`,
      function: 'tml_relu_f32',
      from: 'float32',
      to: 'float32',
      floats: 0.5,
      params: () => ({ fields: { low, high } }),
    }),
    lookupKernel(op, `tml_${op}_s8`),
  ];
};
