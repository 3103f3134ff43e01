import type { Kernel } from '@tinyml/core';
import { elementSuffixes } from '../../kernel/element-suffixes.ts';
import { unaryKernel } from '../../kernel/unary-kernel.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { castTypes } from './cast-types.ts';
import { sizes } from './kernel-sizes.ts';

const suffixes = { ...elementSuffixes, float16: 'f16' } as const;
type CastDType = (typeof castTypes)[number];

const isReal = (dtype: CastDType): boolean => dtype === 'float32' || dtype === 'float16';

/** The C function: truth values are bytes, and what only changes its sign, or nothing, is copied. */
const functionOf = (from: CastDType, to: CastDType): string => {
  const source = from === 'bool' ? 'uint8' : from;
  return from === to || source === to
    ? `tml_cast_same_${suffixes[source]}`
    : `tml_cast_${suffixes[source]}_${suffixes[to]}`;
};

const castKernel = (from: CastDType, to: CastDType): Kernel =>
  unaryKernel({
    op: 'cast',
    name: `tml_cast_${suffixes[from]}_to_${suffixes[to]}`,
    function: functionOf(from, to),
    from,
    to,
    floats: isReal(from) || isReal(to) ? 1 : 0,
    params: () => ({ fields: {} }),
  });

export const kernels = withSizes(sizes, [...castTypes.flatMap((from) => castTypes.map((to) => castKernel(from, to)))]);
