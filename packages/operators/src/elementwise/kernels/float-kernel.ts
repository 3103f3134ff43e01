import type { Kernel, OpName } from '@tinyml/core';
import { unaryKernel } from '../../kernel/unary-kernel.ts';
import { noRates } from '../../kernel/kernel-cost.ts';

/** A function of one float without parameters. `floats`: floating-point operations on one element. */
export const floatKernel = (op: OpName, floats: number, rates = noRates): Kernel =>
  unaryKernel({
    op,
    function: `tml_${op}_f32`,
    from: 'float32',
    to: 'float32',
    floats,
    rates,
    params: () => ({ fields: {} }),
  });
