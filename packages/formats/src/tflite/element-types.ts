import type { DType } from '@tinyml/core';

/** TensorType of the schema: ours, or the name of one that tinyml does not have. */
const types: readonly (readonly [name: string, dtype?: DType])[] = [
  ['FLOAT32', 'float32'],
  ['FLOAT16', 'float16'],
  ['INT32', 'int32'],
  ['UINT8', 'uint8'],
  ['INT64', 'int64'],
  ['STRING'],
  ['BOOL', 'bool'],
  ['INT16', 'int16'],
  ['COMPLEX64'],
  ['INT8', 'int8'],
  ['FLOAT64'],
  ['COMPLEX128'],
  ['UINT64', 'uint64'],
  ['RESOURCE'],
  ['VARIANT'],
  ['UINT32', 'uint32'],
  ['UINT16'],
  ['INT4', 'int4'],
  ['BFLOAT16'],
  ['INT2'],
  ['UINT4'],
  ['FLOAT8_E4M3FN'],
  ['FLOAT8_E5M2'],
];

export const elementType = (code: number): readonly [name: string, dtype?: DType] | undefined => types[code];

export const elementCode = (dtype: DType): number => types.findIndex(([, other]) => other === dtype);

/** Bytes of `count` elements as the file stores them: two int4 a byte. */
export const storedBytes = (dtype: DType, count: number, width: number): number =>
  dtype === 'int4' ? Math.ceil(count / 2) : count * width;

/** Two values a byte, the first in the low half → one signed value a byte. */
export const unpackInt4 = (packed: Uint8Array, count: number): Uint8Array => {
  const values = new Int8Array(count);
  for (let index = 0; index < count; index += 1) {
    const byte = packed[index >> 1] ?? 0;
    values[index] = ((index % 2 === 0 ? byte : byte >> 4) << 28) >> 28;
  }
  return new Uint8Array(values.buffer);
};

export const packInt4 = (values: Uint8Array): Uint8Array => {
  const packed = new Uint8Array(Math.ceil(values.length / 2));
  values.forEach((value, index) => {
    packed[index >> 1] = (packed[index >> 1] ?? 0) | ((value & 15) << (index % 2 === 0 ? 0 : 4));
  });
  return packed;
};
