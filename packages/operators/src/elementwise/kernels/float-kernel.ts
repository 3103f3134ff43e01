import type { Kernel, OpName } from '@tinyml/core';
import { unaryKernel } from '../../kernel/unary-kernel.ts';

/** A function of one float without parameters. `floats`: floating-point operations on one element. */
export const floatKernel = (op: OpName, floats: number): Kernel =>
  unaryKernel({
    op,
    function: `tml_${op}_f32`,
    from: 'float32',
    to: 'float32',
    floats,
    params: () => ({ fields: {} }),
  });
