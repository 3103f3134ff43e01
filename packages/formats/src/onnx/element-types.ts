import type { DType } from '@tinyml/core';

/** ONNX's element types by their numbers (TensorProto.DataType). */
const names: Readonly<Record<number, string>> = {
  1: 'float32',
  2: 'uint8',
  3: 'int8',
  4: 'uint16',
  5: 'int16',
  6: 'int32',
  7: 'int64',
  8: 'string',
  9: 'bool',
  10: 'float16',
  11: 'double',
  12: 'uint32',
  13: 'uint64',
  14: 'complex64',
  15: 'complex128',
  16: 'bfloat16',
  17: 'float8e4m3fn',
  18: 'float8e4m3fnuz',
  19: 'float8e5m2',
  20: 'float8e5m2fnuz',
  21: 'uint4',
  22: 'int4',
  23: 'float4e2m1',
};

const same = new Set<string>(['float32', 'uint8', 'int8', 'int16', 'int32', 'int64', 'bool', 'uint32', 'uint64'] satisfies DType[]); // prettier-ignore
const isSame = (name: string): name is DType => same.has(name);

export const elementTypeName = (code: number | undefined): string => names[code ?? 0] ?? `type ${String(code)}`;

/** The type that tinyml has under the same name; undefined where it has none. */
export const elementType = (code: number | undefined): DType | undefined => {
  const name = elementTypeName(code);
  return isSame(name) ? name : undefined;
};

/** Real numbers of other widths are computed in single precision. */
export const isReal = (code: number | undefined): boolean => ['float32', 'double', 'float16', 'bfloat16'].includes(elementTypeName(code)); // prettier-ignore
