import type { DType } from '@tinyml/core';

/** Types that elements are cast between. */
export const castTypes = [
  'float32',
  'float16',
  'int8',
  'uint8',
  'int16',
  'int32',
  'int64',
  'bool',
] as const satisfies readonly DType[];
