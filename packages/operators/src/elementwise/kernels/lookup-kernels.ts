import type { Kernel, OpName } from '@tinyml/core';
import { lookupKernel } from '../../kernel/lookup.ts';

/** Tables of all results, for signed and unsigned bytes. */
export const lookupKernels = (op: OpName): readonly Kernel[] => [
  lookupKernel(op, `tml_${op}_s8`),
  lookupKernel(op, `tml_${op}_u8`, 'uint8', 'uint8'),
];
