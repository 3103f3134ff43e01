import type { Kernel, OpName } from '@tinyml/core';
import { elementSuffixes, type ElementDType } from '../../kernel/element-suffixes.ts';
import { unaryKernel } from '../../kernel/unary-kernel.ts';

/** A function of one element of a type without parameters. `floats`: floating-point operations on one element. */
export const mapKernel = (op: OpName, dtype: ElementDType, floats = 0): Kernel =>
  unaryKernel({
    op,
    function: `tml_${op}_${elementSuffixes[dtype]}`,
    from: dtype,
    to: dtype,
    floats,
    params: () => ({ fields: {} }),
  });
