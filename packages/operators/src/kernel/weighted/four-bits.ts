import { fitsPacked, type KernelOperand } from '@tinyml/core';

/** Whether a filter has, or is to have, two weights a byte: int4, unless it is stored in another way. */
export const hasFourBits = ({ encoding, type }: KernelOperand): boolean =>
  encoding === undefined ? type.dtype === 'int4' : encoding === 'packed4';

/** Why a constant filter cannot have two weights a byte, or undefined. */
export const fourBitProblem = (filter: KernelOperand): string | undefined => {
  if (!hasFourBits(filter))
    return `the filter is stored ${filter.encoding === undefined ? 'plainly' : `as ${filter.encoding}`}`;
  if (!(filter.constant instanceof Int8Array)) return 'the filter must be a constant of bytes';
  return fitsPacked(filter.constant) ? undefined : 'the filter has values beyond four bits';
};
