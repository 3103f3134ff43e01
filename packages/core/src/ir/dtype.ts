/** Element types, as TensorFlow Lite names them. `int4` is stored one value a byte in the IR; packing is an encoding. */
export type DType =
  'float32' | 'float16' | 'int4' | 'int8' | 'uint8' | 'int16' | 'int32' | 'uint32' | 'int64' | 'uint64' | 'bool';

export const dtypes: readonly DType[] = [
  'float32',
  'float16',
  'int4',
  'int8',
  'uint8',
  'int16',
  'int32',
  'uint32',
  'int64',
  'uint64',
  'bool',
];

const byteWidths: Readonly<Record<DType, number>> = {
  float32: 4,
  float16: 2,
  int4: 1,
  int8: 1,
  uint8: 1,
  int16: 2,
  int32: 4,
  uint32: 4,
  int64: 8,
  uint64: 8,
  bool: 1,
};

/** Bytes of one element in the IR. */
export const byteWidth = (dtype: DType): number => byteWidths[dtype];

const ranges = {
  int4: [-8, 7],
  int8: [-128, 127],
  uint8: [0, 255],
  int16: [-32768, 32767],
  int32: [-2147483648, 2147483647],
  uint32: [0, 4294967295],
} as const;

export type IntegerDType = keyof typeof ranges;

/** Least and greatest stored value of an integer type of at most 32 bits. */
export const integerRange = (dtype: IntegerDType): readonly [number, number] => ranges[dtype];

export const isFloat = (dtype: DType): boolean => dtype === 'float32' || dtype === 'float16';
