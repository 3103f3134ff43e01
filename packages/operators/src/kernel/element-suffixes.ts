import type { DType } from '@tinyml/core';

/** What names of C functions say of the elements that they take. */
export const elementSuffixes = {
  float32: 'f32',
  int8: 's8',
  uint8: 'u8',
  int16: 's16',
  int32: 's32',
  int64: 's64',
  bool: 'bool',
} as const satisfies Partial<Record<DType, string>>;

export type ElementDType = keyof typeof elementSuffixes;
