import { activationRange, type Activation, type Kernel } from '@tinyml/core';
import { lookupKernel } from './lookup.ts';
import { unaryKernel } from './unary-kernel.ts';

const reluFloat = (op: Exclude<Activation, 'none'>): Kernel => {
  const [low, high] = activationRange(op);
  return unaryKernel({
    op,
    name: `tml_${op}_f32`,
    function: 'tml_relu_f32',
    from: 'float32',
    to: 'float32',
    floats: 0.5,
    params: () => ({ fields: { low, high } }),
  });
};

const plainFloat = (op: 'hard_swish' | 'logistic' | 'tanh', floats: number): Kernel =>
  unaryKernel({
    op,
    function: `tml_${op}_f32`,
    from: 'float32',
    to: 'float32',
    floats,
    params: () => ({ fields: {} }),
  });

/** Element-wise operators of one operand. */
export const activationKernels: readonly Kernel[] = [
  plainFloat('hard_swish', 4),
  lookupKernel('hard_swish', 'tml_hard_swish_s8'),
  unaryKernel<'leaky_relu'>({
    op: 'leaky_relu',
    function: 'tml_leaky_relu_f32',
    from: 'float32',
    to: 'float32',
    floats: 0.5,
    params: ({ node }) => ({ fields: { alpha: Math.fround(node.attrs.alpha) } }),
  }),
  lookupKernel('leaky_relu', 'tml_leaky_relu_s8'),
  plainFloat('logistic', 20),
  lookupKernel('logistic', 'tml_logistic_s8'),
  reluFloat('relu'),
  lookupKernel('relu', 'tml_relu_s8'),
  reluFloat('relu6'),
  lookupKernel('relu6', 'tml_relu6_s8'),
  reluFloat('relu_n1_to_1'),
  lookupKernel('relu_n1_to_1', 'tml_relu_n1_to_1_s8'),
  plainFloat('tanh', 25),
  lookupKernel('tanh', 'tml_tanh_s8'),
];
