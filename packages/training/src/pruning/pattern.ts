import { TinymlError } from '@tinyml/core';
import { unknownPattern } from '../diagnostics/pruning.ts';
import type { Pattern } from './mask.ts';

/** Schema of the option that `parsePattern` reads. */
export const patternOption = {
  anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'integer', minimum: 1 }, minItems: 2, maxItems: 2 }],
  default: 'unstructured',
  description:
    'which weights are zero together: unstructured: each by itself · [rows, columns]: blocks of the weight matrix, a row for each output · 2:4 (or any n:m): of each m neighbours in a row at most n stay, `final` does not count',
} as const;

/** @throws TinymlError TML658 for what is no pattern */
export const parsePattern = (option: string | readonly number[]): Pattern => {
  if (typeof option !== 'string') {
    const [rows = 1, columns = 1] = option;
    return { kind: 'block', rows, columns };
  }
  if (option === 'unstructured') return { kind: 'unstructured' };
  const [, n, m] = /^(\d+):(\d+)$/.exec(option) ?? [];
  if (n === undefined || m === undefined || Number(n) < 1 || Number(n) >= Number(m))
    throw new TinymlError(unknownPattern(option));
  return { kind: 'n-of-m', n: Number(n), m: Number(m) };
};
