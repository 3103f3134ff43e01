import type { KernelCall, KernelOverlap } from '@tinyml/core';
import type { OperandArgument } from '../../kernel/operand.ts';

/** More results go through an array. */
const most = 8;

/** The call that hands each result its part of operand `input`'s rows. */
export const parting = (
  input: OperandArgument,
  operand: number,
  parts: number,
  fields: { readonly outer: number; readonly bytes: number },
): KernelCall => {
  const outputs = Array.from({ length: parts }, (_, output) => ({ output }));
  const few = parts <= most;
  const count = { c: String(parts) };
  return {
    function: few ? `tml_split_${String(parts)}` : 'tml_split',
    params: { type: 'tml_split_params', fields },
    arguments: few
      ? [{ params: true }, input.argument, ...outputs]
      : [{ params: true }, count, input.argument, { pointers: outputs }],
    constants: input.constants,
    scratch: 0,
    overlaps: overlapsOf(operand, parts, fields.bytes),
  };
};

/**
 * Parts of `bytes` of operand `input`'s rows, moved one by one in order: when a part is written, the operand is read as
 * far as its end, which is nearest to what has been written of its result in the first row.
 */
const overlapsOf = (input: number, parts: number, bytes: number): readonly KernelOverlap[] =>
  Array.from({ length: parts }, (_, output) => ({ input, output, distance: -output * bytes }));
