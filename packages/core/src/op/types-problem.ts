import type { DType } from '../ir/dtype.ts';

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${String(names.at(-1))}`;

/** Why an operator of these types cannot be given `dtype`, or undefined where it can. */
export const typesProblem = (dtype: DType, types: readonly DType[]): string | undefined =>
  types.includes(dtype)
    ? undefined
    : `${dtype} is not supported; ${listed(types)} ${types.length === 1 ? 'is' : 'are'}`;
