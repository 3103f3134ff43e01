import type { PackedConstant, WideData } from '@tinyml/core';
import type { ConstantType } from './program.ts';

const arrays = {
  int8_t: Int8Array,
  uint8_t: Uint8Array,
  int16_t: Int16Array,
  uint16_t: Uint16Array,
  int32_t: Int32Array,
  uint32_t: Uint32Array,
  float: Float32Array,
} as const;

/** What an array in C holds; 64-bit integers are as wide as in JavaScript. */
export interface StoredConstant {
  readonly ctype: ConstantType;
  readonly values: ArrayLike<number> | WideData;
}

/** Bytes of one element. */
export const elementBytes = (ctype: ConstantType): number =>
  ctype === 'int64_t' || ctype === 'uint64_t' ? 8 : arrays[ctype].BYTES_PER_ELEMENT;

const isWideValues = (values: StoredConstant['values']): values is WideData =>
  values instanceof BigInt64Array || values instanceof BigUint64Array;

/** The elements of a constant as C stores them. */
export const storedElements = ({ ctype, values }: StoredConstant | Pick<PackedConstant, 'ctype' | 'values'>) => {
  if (isWideValues(values)) return values;
  if (ctype === 'int64_t' || ctype === 'uint64_t') throw new Error(`numbers for an array of ${ctype}`);
  return arrays[ctype].from(values);
};
