import type { KernelRequest } from '@tinyml/core';

/** Elements of a constant operand of positions, sizes or axes; undefined where it is computed. */
export const constantNumbers = (
  { inputs }: Pick<KernelRequest, 'inputs'>,
  index: number,
): readonly number[] | undefined => {
  const constant = inputs[index]?.constant;
  return constant && Array.from(constant as Int32Array, Number);
};
