import type { Kernel } from '@tinyml/core';
import { elementSuffixes, type ElementDType } from '../../kernel/element-suffixes.ts';
import { unaryKernel } from '../../kernel/unary-kernel.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';

const dtypes = Object.keys(elementSuffixes) as readonly ElementDType[];

/** The C function: truth values are bytes, and what only changes its sign, or nothing, is copied. */
const functionOf = (from: ElementDType, to: ElementDType): string => {
  const source = from === 'bool' ? 'uint8' : from;
  return from === to || source === to
    ? `tml_cast_same_${from === 'float32' ? 'f32' : elementSuffixes[source]}`
    : `tml_cast_${elementSuffixes[source]}_${elementSuffixes[to]}`;
};

const castKernel = (from: ElementDType, to: ElementDType): Kernel =>
  unaryKernel({
    op: 'cast',
    name: `tml_cast_${elementSuffixes[from]}_to_${elementSuffixes[to]}`,
    function: functionOf(from, to),
    from,
    to,
    floats: from === 'float32' || to === 'float32' ? 1 : 0,
    params: () => ({ fields: {} }),
  });

export const kernels = withSizes(sizes, [...dtypes.flatMap((from) => dtypes.map((to) => castKernel(from, to)))]);
