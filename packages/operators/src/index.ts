import type {} from '@tinyml/codegen';
import type { Kernel, Operator, OperatorTable } from '@tinyml/core';
import * as list from './list.ts';

/** The operators that tinyml brings, in the order of their names. */
export const builtinOperators: readonly Operator[] = Object.values<Operator>(list).sort((a, b) =>
  a.name < b.name ? -1 : 1,
);

/** The same by name. */
export const builtinOperatorTable: OperatorTable = new Map(
  builtinOperators.map((operator) => [operator.name, operator]),
);

/** Their kernels: what each operator has in its slot. */
export const builtinKernels: readonly Kernel[] = builtinOperators.flatMap(({ slots }) => {
  const entry = slots?.kernels;
  return entry === undefined || 'none' in entry ? [] : entry;
});
